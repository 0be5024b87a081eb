import type { Intent } from '../action.ts';
import type { SavedSnapshot } from '../record/log.ts';
import type { Snapshot } from '../record/record.ts';
import type { Rules } from '../rules.ts';

/** A saved state cannot be used: it was made by newer rules, or it is damaged. */
export class UnusableState extends Error {}

/**
 * Brings a saved state to the version of these rules, one migration after the other, and checks what came out.
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
    const checked = stateSchema['~standard'].validate(state);
    if (!(checked instanceof Promise) && !checked.issues) return { ...saved, state: checked.value };
  } catch (cause) {
    throw new UnusableState(`This state could not be brought from version ${savedVersion} to ${version}.`, { cause });
  }
  throw new UnusableState(`This is no state of version ${savedVersion} of the rules, or a migration is missing.`);
}
