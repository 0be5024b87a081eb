import { nameOf, type GameIntent, type State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { Switch } from './Switch.tsx';
import { useLanguage } from './useLanguage.tsx';

interface DirectLinksProps {
  readonly view: RoomView<State, GameIntent>;
  readonly state: State;
  readonly onAllow: (allowed: boolean) => void;
}

/** The host decides; everybody is told what it means, and whom this page is linked to. */
export function DirectLinks({ view: { person, peers }, state, onAllow }: DirectLinksProps) {
  const { words, named, list } = useLanguage();
  const { directLinks, host } = state;
  const isMine = person !== null && person === host;
  if (!isMine && !directLinks) return null;
  const linked = state.people.filter(({ clients }) => clients.some((client) => peers.includes(client)));
  return (
    <section className="direct">
      <h2>{words.links.title}</h2>
      {isMine ? (
        <Switch isOn={directLinks} onChange={onAllow} describedBy="direct-what">
          {words.links.show}
        </Switch>
      ) : (
        <p>{host !== null && words.links.allowedBy(named(nameOf(state, host)))}</p>
      )}
      <p id="direct-what" className="direct-what">
        {directLinks ? words.links.areOn : words.links.whatTheyMean}
      </p>
      {linked.length > 0 && <p className="direct-to">{words.links.linkedTo(list(linked.map(({ name }) => name)))}</p>}
    </section>
  );
}
