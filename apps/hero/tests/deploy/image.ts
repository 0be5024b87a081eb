import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { observe, type Ended } from '../hero-process.ts';
import { standInForNode } from './stand-in.ts';
import { run } from './tools.ts';

const BASE = 'docker.io/library/node:24-slim';
const NAME = 'push-the-button-first';

const inspected = v.object({
  Docker: v.object({
    config: v.object({
      User: v.string(),
      Env: v.array(v.string()),
      Cmd: v.array(v.string()),
      WorkingDir: v.string(),
      Volumes: v.record(v.string(), v.unknown()),
      Healthcheck: v.object({ Test: v.array(v.string()) }),
    }),
  }),
});
type ImageConfig = v.InferOutput<typeof inspected>['Docker']['config'];

/** Runs a command with the image's root folder in its place, read-only, and the data folder at the image's volume. */
const IN_CONTAINER = `
  root=$1 data=$2 volume=$3 folder=$4 user=$5; shift 5
  mount --bind "$root" "$root"
  mount --bind "$data" "$root$volume"
  mount -t proc proc "$root/proc"
  mount -o remount,bind,ro "$root"
  exec chroot --userspec="$user:$user" "$root" /bin/sh -c 'cd "$1"; shift; exec "$@"' sh "$folder" "$@"`;

/** Calls buildah with a store of its own, so that a stand-in is never taken for the official image by anybody else. */
class Buildah {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  run(...args: readonly string[]): Promise<string> {
    return run('buildah', '--root', join(this.folder, 'root'), '--runroot', join(this.folder, 'run'), ...args);
  }
}

/** The image that the Dockerfile makes, and a volume for it. */
export class Image {
  readonly config: ImageConfig;
  /** The folder with the files of the image. */
  readonly root: string;
  readonly #data: string;
  readonly #buildah: Buildah;

  private constructor(config: ImageConfig, root: string, data: string, buildah: Buildah) {
    this.config = config;
    this.root = root;
    this.#data = data;
    this.#buildah = buildah;
  }

  static async build(): Promise<Image> {
    const buildah = new Buildah(await mkdtemp(join(tmpdir(), 'images-')));
    await buildah.run('pull', '--quiet', BASE).catch(() => makeBase(buildah));
    const options = ['--isolation', 'chroot', '--network', 'host', '--pull=never', '--format', 'docker'];
    await buildah.run('build', ...options, '--file', 'deploy/Dockerfile', '--tag', NAME, '.');
    const { Docker } = v.parse(inspected, JSON.parse(await buildah.run('inspect', '--type', 'image', NAME)));
    const root = await buildah.run('mount', await buildah.run('from', '--pull=never', NAME));
    const data = await mkdtemp(join(tmpdir(), 'data-'));
    // As a new volume does, it takes over the owner of the folder in the image.
    await run('chown', '--reference', join(root, 'data'), data);
    return new Image(Docker.config, root, data, buildah);
  }

  /** A process in a container of this image, on the network of this machine. */
  start(
    command: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): ChildProcessWithoutNullStreams {
    const { Env, WorkingDir, User, Volumes } = this.config;
    const [volume = ''] = Object.keys(Volumes);
    const place = [this.root, this.#data, volume, WorkingDir, User];
    const variables = [...Env, ...Object.entries(environment).map((variable) => variable.join('='))];
    const inside = ['env', '-i', ...variables, ...command];
    return spawn('unshare', ['--mount', 'sh', '-ec', IN_CONTAINER, 'sh', ...place, ...inside]);
  }

  /** What a command in a container prints, and how it ends. */
  run(command: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended> {
    return observe(this.start(command, environment)).ended;
  }

  async remove(): Promise<void> {
    await this.#buildah.run('umount', '--all');
    for (const folder of [this.#buildah.folder, this.#data]) await rm(folder, { recursive: true });
  }
}

/** Makes the stand-in for the official image. */
async function makeBase(buildah: Buildah): Promise<void> {
  const folder = await standInForNode();
  const container = await buildah.run('from', 'scratch');
  await buildah.run('add', '--quiet', container, folder, '/');
  await buildah.run('config', '--env', 'PATH=/bin', '--env', 'NODE_EXTRA_CA_CERTS=/etc/ca.crt', container);
  await buildah.run('commit', '--quiet', '--rm', container, BASE);
  await rm(folder, { recursive: true });
}
