import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchmark } from './benchmark.ts';
import { machine } from './result/machine.ts';
import { documentOf, reportOf, withReport } from './result/report.ts';

const house = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const readme = house('README.md');

const rows = await benchmark((what) => process.stderr.write(`${what} …\n`));
const report = await reportOf(rows, machine());
process.stdout.write(report);
writeFileSync(house('docs/benchmark.md'), documentOf(report));
writeFileSync(readme, withReport(readFileSync(readme, 'utf8'), report));
// The servers and players would keep it alive.
process.exit();
