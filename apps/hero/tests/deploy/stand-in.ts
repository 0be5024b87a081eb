import { cp, mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './tools.ts';

/** What the Dockerfile calls, besides Node and npm. */
const PROGRAMS = ['sh', 'env', 'mkdir', 'chown', 'rm', 'cat'];

/**
 * A folder that stands in for the official image of Node where no registry can be reached: this machine's Node and npm,
 * the programs that the Dockerfile calls, the libraries that they all need, and the user `node`.
 */
export async function standInForNode(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'node-image-'));
  const inRoot = (path: string) => join(root, path);
  for (const folder of ['bin', 'dev', 'etc', 'proc', 'tmp', 'usr/bin', 'usr/local/lib', 'root'])
    await mkdir(inRoot(folder), { recursive: true });
  await copyProgram(process.execPath, inRoot('bin/node'), root);
  for (const name of PROGRAMS) await copyProgram(await run('which', name), inRoot(`bin/${name}`), root);
  await cp(inRoot('bin/env'), inRoot('usr/bin/env'));
  const npm = dirname(dirname(await realpath(join(dirname(process.execPath), 'npm'))));
  await cp(npm, inRoot('usr/local/lib/npm'), { recursive: true });
  await writeFile(inRoot('bin/npm'), '#!/bin/sh\nexec node /usr/local/lib/npm/bin/npm-cli.js "$@"\n', { mode: 0o755 });
  await writeFile(inRoot('etc/passwd'), 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/tmp:/bin/sh\n');
  await writeFile(inRoot('etc/group'), 'root:x:0:\nnode:x:1000:\n');
  await copyCertificates(root);
  return root;
}

/** Copies a program, and its libraries to where they lie here. */
async function copyProgram(program: string, to: string, root: string): Promise<void> {
  await cp(await realpath(program), to);
  const libraries = (await run('ldd', program)).matchAll(/(\/\S+) \(0x/g);
  for (const [, library = ''] of libraries) {
    await cp(await realpath(library), join(root, library));
    // A part of libc that Vite's native modules name, and the programs do not.
    if (library.endsWith('/libc.so.6'))
      await cp(library.replace('libc.so.6', 'librt.so.1'), join(root, dirname(library), 'librt.so.1'), {
        dereference: true,
      });
  }
}

/** Certificates of this machine's own, such as those of a company's proxy. */
async function copyCertificates(root: string): Promise<void> {
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates !== undefined) await cp(await realpath(certificates), join(root, 'etc/ca.crt'));
}
