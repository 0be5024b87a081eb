import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';

/**
 * A lock held by one living process, which listens on a socket of this name. The system closes the socket with the
 * process, however that ends, so no crash leaves the lock held.
 */
export class Lock {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Null when another process holds it. */
  static async take(path: string): Promise<Lock | null> {
    const name = process.platform === 'win32' ? `\\\\?\\pipe\\${path}` : path;
    const server = (await listen(name)) ?? (await takeOver(name));
    return server && new Lock(server.unref());
  }

  release(): void {
    this.#server.close();
  }
}

/** A name that no process answers was left behind by one that died. */
async function takeOver(name: string): Promise<Server | null> {
  if (await isAnswered(name)) return null;
  rmSync(name, { force: true });
  return listen(name);
}

async function listen(name: string): Promise<Server | null> {
  const server = createServer((visitor) => visitor.destroy());
  try {
    server.listen(name);
    await once(server, 'listening');
    // A visitor that cannot be let in, as when too many files are open, changes nothing about who holds the lock.
    return server.on('error', () => undefined);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null;
    throw error;
  }
}

async function isAnswered(name: string): Promise<boolean> {
  const visitor = connect(name);
  try {
    await once(visitor, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    visitor.destroy();
  }
}
