import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';

/**
 * The text that Hero prints when it has started: the addresses for this computer and for a phone, each on its own line.
 */
export function invitation(port: number, host: string): string {
  const lan = isForEveryone(host) ? lanAddress() : isLocal(host) ? undefined : host;
  const lines = [
    'Push the Button First!',
    '',
    'On this computer:',
    `http://${isForEveryone(host) || isLocal(host) ? 'localhost' : host}:${port}`,
  ];
  if (lan !== undefined) {
    const url = `http://${lan}:${port}`;
    lines.push('', 'On a phone in the same network:', url, '', renderUnicodeCompact(url));
  }
  return `${lines.join('\n')}\n`;
}

function isForEveryone(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1';
}

function lanAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}
