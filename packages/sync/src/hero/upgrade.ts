import type { Intent } from '../action.ts';
import type { SavedSnapshot } from '../record/log.ts';
import type { Snapshot } from '../record/record.ts';
import { parse, type Rules } from '../rules.ts';

/**
 * A saved state cannot be used. Its code is `newer-rules` if newer rules made it, else `damaged`: it does not match its
 * schema, or a migration is missing or fails; the cause is that error.
 */
export class UnusableState extends Error {
  readonly code = 'cause' in this ? 'damaged' : 'newer-rules';
}

/**
 * Brings a saved state to the version of these rules, one migration after the other, and checks the result.
 * @throws UnusableState
 * @example
 * const { state, serverSeq } = upgrade(rules, await log.snapshot());
 */
export function upgrade<State, I extends Intent>(
  rules: Rules<State, I>,
  { version, state, ...saved }: SavedSnapshot,
): Snapshot<State> {
  const problem = `A state of version ${version} of the rules cannot be used by version ${rules.version}`;
  if (version > rules.version) throw new UnusableState(`${problem}: it was made by newer rules.`);
  try {
    for (let from = version; from < rules.version; from += 1) state = rules.migrations?.[from]?.(state) ?? state;
    return { ...saved, state: parse(rules.stateSchema, state) };
  } catch (cause) {
    throw new UnusableState(`${problem}: ${String(cause)}`, { cause });
  }
}
