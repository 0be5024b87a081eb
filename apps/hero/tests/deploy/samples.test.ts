import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort, start } from '../hero-process.ts';
import { repository, run, works } from './tools.ts';

const units = ['hero.service', 'hero-backup.service', 'hero-backup.timer'].map((name) => `deploy/systemd/${name}`);
/** Of systemd's own scale, on which 10 is no protection at all. */
const MOST_EXPOSED = 1.5;

test.skipIf(!works(['systemd-analyze', '--version']))('where systemd is: it finds no fault in the units', async () => {
  expect(await run('systemd-analyze', '--man=no', 'verify', ...units)).toBe('');
});

test.skipIf(!works(['systemd-analyze', '--version']))('where systemd is: Hero is hardly exposed', async () => {
  const [service = ''] = units;
  const report = await run('systemd-analyze', 'security', '--offline=true', '--no-pager', service);
  expect(Number(/exposure level for \S+: ([\d.]+)/.exec(report)?.[1])).toBeLessThanOrEqual(MOST_EXPOSED);
});

test.skipIf(!works(['docker', 'compose', 'version']))('where Docker Compose is: it understands the stack', async () => {
  const file = ['--env-file', 'deploy/.env.example', '--file', 'deploy/compose.yaml'];
  const profiles = ['--profile', 'turn', '--profile', 'monitoring'];
  const services = await run('docker', 'compose', ...file, ...profiles, 'config', '--services');
  expect(services.split('\n').sort()).toEqual(['caddy', 'coturn', 'grafana', 'hero', 'prometheus']);
});

test.skipIf(!works(['promtool', '--version']))('where Prometheus is: it finds no fault in its settings', async () => {
  expect(await run('promtool', 'check', 'config', 'deploy/monitoring/prometheus.yml')).toContain('SUCCESS');
});

test('the board shows only numbers that Hero has', async () => {
  const port = await freePort();
  const hero = start({ PORT: '0', HERO_METRICS_PORT: port });
  await hero.address;
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  hero.child.kill();
  const board = await readFile(join(repository, 'deploy/monitoring/hero.json'), 'utf8');
  const shown = board.match(/\b(hero|nodejs|process)_[a-z0-9_]+/g) ?? [];
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((name) => !metrics.includes(`${name.replace(/_bucket$/, '')} `))).toEqual([]);
});
