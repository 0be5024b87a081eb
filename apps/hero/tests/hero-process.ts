import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** How a process ended, and everything that it printed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Starts the built Hero in a process of its own; `preload` is a module that is run in it before. */
export function start(environment: Readonly<Record<string, string>>, { maxFileBlocks = 0, preload = '' } = {}) {
  const before = preload === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const node = [process.execPath, ...before, main];
  const [command = '', ...args] = maxFileBlocks ? limited(maxFileBlocks, node) : node;
  const env = { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', HERO_DATA: ':memory:', ...environment };
  return observe(spawn(command, args, { env }));
}

/** What a process that is Hero prints, and how it ends. */
export function observe(child: ChildProcessWithoutNullStreams) {
  const printed = { output: '', errors: '' };
  child.stdout.on('data', (data: Buffer) => (printed.output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (printed.errors += data.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...printed })));
  return { child, ended, address: addressFrom(child, printed) };
}

/** A free port, for a Hero that restarts on the same one. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = /"port":(\d+)/.exec(JSON.stringify(server.address()))?.[1] ?? '';
  server.close();
  await once(server, 'close');
  return port;
}

/** Simulates a full disk: a write that would make a file larger than this many blocks fails. */
function limited(blocks: number, command: readonly string[]): string[] {
  return ['sh', '-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`, 'sh', ...command];
}

/** Resolves with the address that Hero prints on a line of its own. */
function addressFrom({ stdout }: ChildProcess, printed: { readonly output: string }): Promise<string> {
  return new Promise((resolve) => {
    stdout?.on('data', () => {
      const [address] = /^http:\/\/localhost:\d+$/m.exec(printed.output) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}
