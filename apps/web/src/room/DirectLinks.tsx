import { nameOf, type GameIntent, type State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Switch } from '../ui/Switch.tsx';
import text from '../ui/text.module.css';
import styles from './DirectLinks.module.css';

interface DirectLinksProps {
  readonly view: RoomView<State, GameIntent>;
  readonly state: State;
  readonly onAllow: (allowed: boolean) => void;
}

/** The host allows them; everybody reads what that means, and to which pages this one is linked. */
export function DirectLinks({ view: { person, peers }, state, onAllow }: DirectLinksProps) {
  const { words, named, list } = useLanguage();
  const { directLinks, host } = state;
  const isMine = person !== null && person === host;
  if (!isMine && !directLinks) return null;
  const linked = state.people.filter(({ clients }) => clients.some((client) => peers.includes(client)));
  return (
    <section className={styles.links}>
      <h2>{words.links.title}</h2>
      {isMine ? (
        <Switch isOn={directLinks} onChange={onAllow} describedBy="direct-what">
          {words.links.show}
        </Switch>
      ) : (
        <p>{host !== null && words.links.allowedBy(named(nameOf(state, host)))}</p>
      )}
      <p id="direct-what" className={text.hint}>
        {directLinks ? words.links.areOn : words.links.whatTheyMean}
      </p>
      {linked.length > 0 && <p>{words.links.linkedTo(list(linked.map(({ name }) => name)))}</p>}
    </section>
  );
}
