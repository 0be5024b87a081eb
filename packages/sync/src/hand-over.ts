import type { Intent } from './action.ts';
import type { Held } from './unverified.ts';

/** Who a page is to Hero, and in which epoch. */
export interface Identity {
  /** Empty before the first welcome. */
  clientId: string;
  epoch: string;
  /** Null for a page that only watches. */
  person: string | null;
  /** The last that was given to an action. */
  clientSeq: number;
}

/** What a page leaves to the one that is loaded in its place, so that what it emitted counts, and counts once. JSON. */
export interface HandOver<I extends Intent> extends Readonly<Identity> {
  readonly unsettled: readonly { readonly clientSeq: number; readonly intent: I }[];
}

/** What a page begins with that takes nobody's place. */
export const nobody: HandOver<never> = { clientId: '', epoch: '', person: null, clientSeq: 0, unsettled: [] };

/** What of the held actions is left to a successor: those of this page. */
export function unsettledOf<I extends Intent>(held: readonly Held<I>[]): HandOver<I>['unsettled'] {
  return held.flatMap(({ clientSeq, mine }) => (mine ? [{ clientSeq, intent: mine.intent }] : []));
}

/** The held actions that a successor begins with. Whoever waited for them is gone; the state has the verdicts. */
export function heldFrom<I extends Intent>(
  { clientId, person }: Identity,
  unsettled: HandOver<I>['unsettled'],
): readonly Held<I>[] {
  if (person === null) return [];
  const settle = () => undefined;
  return unsettled.map(({ clientSeq, intent }) => {
    return { clientId, clientSeq, action: { ...intent, person }, mine: { intent, settle } };
  });
}
