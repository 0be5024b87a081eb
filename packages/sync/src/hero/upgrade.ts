import type { Intent } from '../action.ts';
import type { SavedSnapshot } from '../record/log.ts';
import type { Snapshot } from '../record/record.ts';
import { parse, type Rules } from '../rules.ts';

/** A saved state cannot be used: it was made by newer rules, it is damaged, or a migration is missing or fails. */
export class UnusableState extends Error {}

/**
 * Brings a saved state to the version of these rules, one migration after the other, and checks the result.
 * @throws UnusableState
 */
export function upgrade<State, I extends Intent>(
  rules: Rules<State, I>,
  { version, ...saved }: SavedSnapshot,
): Snapshot<State> {
  try {
    if (version > rules.version) throw new Error('It was made by newer rules.');
    let { state } = saved;
    for (let from = version; from < rules.version; from += 1) state = rules.migrations?.[from]?.(state) ?? state;
    return { ...saved, state: parse(rules.stateSchema, state) };
  } catch (cause) {
    const problem = `A state of version ${version} of the rules cannot be used by version ${rules.version}`;
    throw new UnusableState(`${problem}: ${String(cause)}`, { cause });
  }
}
