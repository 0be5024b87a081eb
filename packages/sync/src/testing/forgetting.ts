import { HERO, type Intent } from '../action.ts';
import type { SimulatedNetwork } from './network.ts';

/** Hero records that it forgets a client, as rooms do when it was away for too long. */
export async function forget<State, I extends Intent>(network: SimulatedNetwork<State, I>, clientId: number) {
  const forgotten = network.hero.forget(clientId).catch(() => undefined);
  network.log.commit();
  network.log.announce();
  await forgotten;
}

/** Forgets every client whose page is closed: its actions can never become official, so no copy of them may remain. */
export async function forgetWhoLeft<State, I extends Intent>(network: SimulatedNetwork<State, I>): Promise<void> {
  const here = () => network.pages.map(({ clientId }) => clientId);
  const listed = () =>
    [...network.hero.official.clients].flatMap(([clientId, { person }]) => (person === HERO ? [] : [clientId]));
  for (let gone = listed(); gone.length > 0; gone = listed().filter((id) => !here().includes(id))) {
    for (const clientId of gone) if (!here().includes(clientId)) await forget(network, clientId);
    await network.heal();
  }
}
