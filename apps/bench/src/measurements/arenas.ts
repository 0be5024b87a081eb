import type { Workshop } from '../processes/workshop.ts';
import { Arena } from '../systems/arena.ts';
import { systems, type SystemName } from '../systems/systems.ts';
import { compareAll, type Measured, type Row, type Unit } from '../result/row.ts';
import { Series, takeTurns, type Turns } from './series.ts';

export interface Contest<Sample> extends Turns {
  readonly systems: readonly SystemName[];
  /** Is done once at each system, before the turns begin. */
  readonly prepare?: (arena: Arena) => Promise<unknown>;
  readonly measure: (arena: Arena) => Promise<Sample>;
}

/** The samples of one system. */
export interface Taken<Sample> {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** Lets the systems take turns, all of them running at the same time but only one of them at work. */
export async function takeTurnsAt<Sample>(workshop: Workshop, contest: Contest<Sample>): Promise<Taken<Sample>[]> {
  const arenas: Arena[] = [];
  for (const name of contest.systems) {
    const arena = await Arena.open(workshop, name);
    arenas.push(arena);
    await contest.prepare?.(arena);
  }
  const all = arenas.map((arena) => ({ arena, series: new Series(() => contest.measure(arena)) }));
  await takeTurns(
    all.map(({ series }) => series),
    contest,
  );
  for (const arena of arenas) await arena.close();
  return all.map(({ arena, series }) => ({ name: arena.name, samples: series.samples }));
}

/** The same with new processes for each sample, where a sample leaves something behind. */
export async function takeFreshTurnsAt<Sample>(workshop: Workshop, contest: Contest<Sample>): Promise<Taken<Sample>[]> {
  const all = contest.systems.map((name) => {
    const series: Series<Sample> = new Series(async () => {
      const last = series.samples.at(-1);
      // A system that takes too long once is given up, so that the benchmark comes to an end.
      if (last !== undefined && Object.is(last, Infinity)) return last;
      const arena = await Arena.open(workshop, name);
      await contest.prepare?.(arena);
      const sample = await contest.measure(arena);
      await arena.close();
      return sample;
    });
    return { name: systems[name].name, series };
  });
  await takeTurns(
    all.map(({ series }) => series),
    contest,
  );
  return all.map(({ name, series }) => ({ name, samples: series.samples }));
}

/** One row for each system, beside one of them. */
export function rowsOf<Sample>(
  unit: Unit,
  all: readonly Taken<Sample>[],
  valueOf: (sample: Sample) => number,
  rival: SystemName = 'socketIo',
): readonly Row[] {
  const measured: Measured[] = all.map(({ name, samples }) => ({ what: name, samples: samples.map(valueOf) }));
  return compareAll(unit, measured, systems[rival].name);
}
