import type { NotesIntent } from '@button/sync/testing';
import { MemoryLogs } from '@button/logs';
import { describeLogs } from '@button/logs/testing';

describeLogs('memory', () => Promise.resolve(new MemoryLogs<NotesIntent>()));
