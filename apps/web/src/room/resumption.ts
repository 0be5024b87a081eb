import type { GameIntent } from '@button/mutations';
import { readResumption, type KeyedResumption } from '@button/transport/client';
import { readJson, remove, write } from '../identity/storage.ts';

const keyFor = (code: string) => `resumption in ${code}`;

/** Keeps what a page leaves while its successor is loaded. */
export function keepResumption(code: string, resumption: KeyedResumption<GameIntent>): void {
  write('tab', keyFor(code), JSON.stringify(resumption));
}

/** What the page before this one left; null if it left nothing, or it was forgotten. */
export function recallResumption(code: string): KeyedResumption<GameIntent> | null {
  return readResumption(readJson('tab', keyFor(code)));
}

/** A page resumes once: a clientId never belongs to two pages, even if the tab is cloned. */
export function forgetResumption(code: string): void {
  remove('tab', keyFor(code));
}
