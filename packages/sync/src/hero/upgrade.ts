import type { Intent } from '../action.ts';
import type { SavedSnapshot } from '../record/log.ts';
import type { Snapshot } from '../record/record.ts';
import { parse, type Rules } from '../rules.ts';

/** A saved state cannot be used: it was made by newer rules, or it is damaged. */
export class UnusableState extends Error {}

/**
 * Brings a saved state to the version of these rules, one migration after the other, and checks the result.
 * @throws UnusableState
 */
export function upgrade<State, I extends Intent>(
  { version, migrations, stateSchema }: Rules<State, I>,
  { version: savedVersion, ...saved }: SavedSnapshot,
): Snapshot<State> {
  if (savedVersion > version)
    throw new UnusableState(`This state was made by version ${savedVersion} of the rules; here is version ${version}.`);
  try {
    let { state } = saved;
    for (let from = savedVersion; from < version; from += 1) state = migrations?.[from]?.(state) ?? state;
    return { ...saved, state: parse(stateSchema, state) };
  } catch (cause) {
    const problem = `it could not be brought to version ${version}: a migration is missing, or fails`;
    throw new UnusableState(`This is no state of version ${savedVersion} of the rules, or ${problem}.`, { cause });
  }
}
