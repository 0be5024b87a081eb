import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../hero-process.ts';
import { repository, run, works } from './tools.ts';

export const nginxIsHere = works(['nginx', '-v'], ['openssl', 'version'], ['curl', '--version']);
export const caddyIsHere = works(['caddy', 'version'], ['curl', '--version']);

/** Where a proxy listens, on the loopback address and with TLS, and what it sends to Hero. */
export interface ProxyPlace {
  readonly port: string;
  /** The path below which people reach Hero. */
  readonly path: string;
  /** The address and port of Hero. */
  readonly hero: string;
}

/** A running proxy. */
export interface Proxy {
  stop(): Promise<void>;
}

/** Starts nginx with the sample of `deploy`, in which only the place and the certificate are others. */
export async function startNginx({ port, path, hero }: ProxyPlace): Promise<Proxy> {
  const [folder, plainPort] = [await newFolder(), await freePort()];
  const subject = ['-subj', '/CN=hero.example.org', '-days', '1'];
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')];
  await run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...files);
  const site = (await sample('proxies/nginx.conf'))
    .replaceAll(/^ *listen \[.*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plainPort};`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replaceAll('/etc/letsencrypt/live/hero.example.org', folder)
    .replace('location / {', `location ${path} {`)
    .replace('127.0.0.1:3000', hero);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const settings = `daemon off; pid ${folder}/pid; error_log stderr; events {} http { ${temporary.join(' ')}\n${site} }`;
  await writeFile(join(folder, 'nginx.conf'), settings);
  await run('nginx', '-t', '-c', join(folder, 'nginx.conf'));
  return started(['nginx', '-c', join(folder, 'nginx.conf')], port, folder);
}

/** Starts Caddy with the sample of `deploy`, for a name of which Caddy itself signs the certificate. */
export async function startCaddy({ port, path, hero }: ProxyPlace): Promise<Proxy> {
  const folder = await newFolder();
  const options = `{\nadmin off\nauto_https disable_redirects\nskip_install_trust\ndefault_sni 127.0.0.1\nstorage file_system ${folder}\n}\n`;
  const file = join(folder, 'Caddyfile');
  await writeFile(
    file,
    options + (await sample('Caddyfile')).replace('reverse_proxy hero:3000', `reverse_proxy ${path}* ${hero}`),
  );
  const environment = { HERO_DOMAIN: `https://127.0.0.1:${port}`, HOME: folder };
  return started(['caddy', 'run', '--adapter', 'caddyfile', '--config', file], port, folder, environment);
}

const newFolder = () => mkdtemp(join(tmpdir(), 'proxy-'));
const sample = (name: string) => readFile(join(repository, 'deploy', name), 'utf8');

/** Resolves when the proxy listens. */
async function started(
  [command = '', ...args]: readonly string[],
  port: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Proxy> {
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...environment } });
  const ended = once(child, 'close');
  await run(
    'curl',
    '--silent',
    '--insecure',
    '--retry',
    '50',
    '--retry-connrefused',
    '--retry-delay',
    '0',
    `https://127.0.0.1:${port}/livez`,
  );
  return {
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
