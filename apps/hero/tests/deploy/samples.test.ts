import { expect, test } from 'vitest';
import { run, works } from './tools.ts';

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
  const services = await run('docker', 'compose', ...file, '--profile', 'turn', 'config', '--services');
  expect(services.split('\n').sort()).toEqual(['caddy', 'coturn', 'hero']);
});
