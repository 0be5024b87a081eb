/** What this process and Hero need besides connections. */
const SPARE = 200;

/** A sentence for people if the system does not allow this many connections; else null. */
export function tooFewFiles(connections: number): string | null {
  const allowed = openFiles(process.report.getReport());
  const needed = connections + SPARE;
  if (allowed === null || allowed >= needed) return null;
  return `The system allows ${allowed} open files, and ${connections} connections need ${needed}: run "ulimit -n ${needed}" before, or ask for less.`;
}

/** The limit of this process; null if it is unlimited. */
function openFiles(report: object): number | null {
  const limits: unknown = Reflect.get(report, 'userLimits');
  const files: unknown = typeof limits === 'object' && limits ? Reflect.get(limits, 'open_files') : null;
  const soft: unknown = typeof files === 'object' && files ? Reflect.get(files, 'soft') : null;
  return typeof soft === 'number' ? soft : null;
}
