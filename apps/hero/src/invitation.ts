import { networkInterfaces } from 'node:os';
import { renderUnicodeCompact } from 'uqr';
import type { Config } from './config.ts';

type Addresses = Pick<Config, 'host' | 'port' | 'publicUrl'>;

/** The text that Hero prints when it has started: the addresses at which it is reached, each on its own line. */
export function invitation({ port, host, publicUrl }: Addresses): string {
  const lan = isForEveryone(host) ? lanAddress() : isLocal(host) ? undefined : host;
  const here = `http://${isForEveryone(host) || isLocal(host) ? 'localhost' : host}:${port}`;
  const lines = ['Push the Button First!', '', 'On this computer:', here];
  if (publicUrl !== null) lines.push(...withQrCode('Everywhere:', publicUrl));
  else if (lan !== undefined) lines.push(...withQrCode('On a phone in the same network:', `http://${lan}:${port}`));
  return `${lines.join('\n')}\n`;
}

function withQrCode(title: string, url: string): readonly string[] {
  return ['', title, url, '', renderUnicodeCompact(url)];
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
