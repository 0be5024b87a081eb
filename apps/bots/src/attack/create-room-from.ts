import { setTimeout as sleep } from 'node:timers/promises';
import type { Target } from './attack.ts';
import { request } from './raw-http.ts';

/** Makes a room from the attacker's address; tries again for as long as it takes. */
export async function createRoomFrom(target: Target): Promise<string> {
  for (;;) {
    const { body } = await request(target, { path: '/api/rooms', method: 'POST' });
    const [, code] = /"code":"([^"]+)"/.exec(body) ?? [];
    if (code !== undefined) return code;
    await sleep(1_000);
  }
}
