import type { Intent } from './action.ts';
import type { SavedSnapshot } from './record/log.ts';
import type { Rules } from './mutate.ts';
import type { Snapshot } from './record/record.ts';

/** What was saved cannot be gone on from: it was made by newer rules, or it is damaged. */
export class UnusableState extends Error {}

/**
 * Brings a saved state to the version of these rules, one migration after the other, and checks what came out.
 * @throws UnusableState
 */
export function upgrade<State, I extends Intent>(
  rules: Rules<State, I>,
  { version, ...saved }: SavedSnapshot,
): Snapshot<State> {
  if (version > rules.version)
    throw new UnusableState(
      `This state was made by version ${version} of the rules; here is version ${rules.version}.`,
    );
  const checked = rules.stateSchema['~standard'].validate(migrate(rules, saved.state, version));
  if (checked instanceof Promise || checked.issues)
    throw new UnusableState(`This is no state of version ${version} of the rules, or a migration is missing.`);
  return { ...saved, state: checked.value };
}

/** @throws UnusableState when a migration cannot make anything of it. */
function migrate<State, I extends Intent>(rules: Rules<State, I>, state: unknown, version: number): unknown {
  try {
    let migrated = state;
    for (let from = version; from < rules.version; from += 1) migrated = rules.migrations[from]?.(migrated) ?? migrated;
    return migrated;
  } catch (cause) {
    throw new UnusableState(`This state could not be brought from version ${version} to ${rules.version}.`, { cause });
  }
}
