import { MemoryLogs } from '@button/sync/log';
import type { NotesIntent } from '@button/sync/testing';
import { describeLogs } from '@button/sync/testing/log';

describeLogs('memory', () => Promise.resolve(new MemoryLogs<NotesIntent>()));
