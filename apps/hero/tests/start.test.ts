import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The program as it is started, in a process of its own. */
function start(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', HERO_DATA: ':memory:', ...environment },
  });
  const heard = { output: '', errors: '' };
  child.stdout.on('data', (data: Buffer) => (heard.output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (heard.errors += data.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...heard })));
  return { child, ended, address: addressFrom(child, heard) };
}

/** It is printed on a line of its own. */
function addressFrom({ stdout }: ChildProcess, heard: { readonly output: string }): Promise<string> {
  return new Promise((resolve) => {
    stdout?.on('data', () => {
      const [address] = /^http:\/\/localhost:\d+$/m.exec(heard.output) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'Hero prints its address, answers there, and stops in order on %s',
  async (signal) => {
    const hero = start({ PORT: '0' });
    expect((await fetch(`${await hero.address}/healthz`)).status).toBe(200);
    hero.child.kill(signal);
    expect(await hero.ended).toMatchObject({ code: 0, errors: '' });
  },
);

test('a port that is in use ends it with one clear sentence', async () => {
  const other = createServer();
  const port = await new Promise<string>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve(JSON.stringify(other.address()).match(/"port":(\d+)/)?.[1] ?? ''));
  });
  const { code, errors } = await start({ PORT: port }).ended;
  other.close();
  expect(code).toBe(1);
  expect(errors).toMatch(/^This port is in use: set PORT to another one, for example PORT=3001\..*\n$/);
});

test('a wrong setting ends it with a sentence that names it', async () => {
  expect(await start({ PORT: 'http' }).ended).toMatchObject({
    code: 1,
    errors: 'PORT must be a whole number from 0 to 65535.\n',
  });
});
