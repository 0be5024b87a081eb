import type { Action, Intent } from './action.ts';
import type { HeroSetting } from './hero-setting.ts';
import { validate } from './mutate.ts';

/** What Hero makes of what a client wants, before it is recorded: an action in its person's name, or a refusal. */
type Verdict<I extends Intent> =
  { readonly kind: 'action'; readonly action: Action<I> } | { readonly kind: 'refused'; readonly code: string };

/** Looks at the payload first. Permission is no matter of this: the mutations decide it. */
export function judge<State, I extends Intent>(
  { rules, veto }: HeroSetting<State, I>,
  person: string | null,
  candidate: unknown,
): Verdict<I> {
  if (person === null) return { kind: 'refused', code: 'watching' };
  const validated = validate(rules, candidate);
  if ('refusal' in validated) return { kind: 'refused', code: validated.refusal };
  const code = veto?.(validated.intent) ?? null;
  return code === null ? { kind: 'action', action: { ...validated.intent, person } } : { kind: 'refused', code };
}
