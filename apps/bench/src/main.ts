import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measurements } from './measurements/all.ts';
import { buildAll } from './processes/servers.ts';
import { Workshop } from './processes/workshop.ts';
import { machine } from './result/machine.ts';
import { documentOf, readmeOf, sectionOf, withReport } from './result/report.ts';
import { keep, keptResults } from './result/results.ts';

const inRepository = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const readme = inRepository('README.md');

const allNames = Object.keys(measurements);
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !allNames.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no measurement ${unknown}. There are: ${allNames.join(', ')}.\n`);
  process.exit(1);
}

process.stderr.write('building …\n');
buildAll();
const workshop = new Workshop();
for (const [name, measurement] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { title, about } = measurement;
  process.stderr.write(`${title} …\n`);
  const section = { name, title, about, machine: machine(), tables: await measurement.measure(workshop) };
  keep(section);
  process.stdout.write(await sectionOf(section));
}
const sections = keptResults(allNames);
writeFileSync(inRepository('docs/benchmark.md'), await documentOf(sections));
if (wanted.length === 0) writeFileSync(readme, withReport(readFileSync(readme, 'utf8'), await readmeOf(sections)));
// The servers and players keep the process alive.
process.exit();
