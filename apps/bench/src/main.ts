import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchmark } from './benchmark.ts';
import { machine } from './result/machine.ts';
import { documentOf, reportOf, withReport } from './result/report.ts';

const inRepository = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const readme = inRepository('README.md');

const rows = await benchmark((step) => process.stderr.write(`${step} …\n`));
const report = await reportOf(rows, machine());
process.stdout.write(report);
writeFileSync(inRepository('docs/benchmark.md'), documentOf(report));
writeFileSync(readme, withReport(readFileSync(readme, 'utf8'), report));
// The servers and players keep the process alive.
process.exit();
