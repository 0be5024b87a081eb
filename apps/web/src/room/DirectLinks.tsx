import { nameOf, type GameIntent, type State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { useLanguage } from '../i18n/useLanguage.tsx';
import { Switch } from '../ui/Switch.tsx';
import text from '../ui/text.module.css';
import styles from './DirectLinks.module.css';

interface DirectLinksProps {
  readonly view: RoomView<State, GameIntent>;
  readonly state: State;
  readonly isHost: boolean;
  readonly onSay: (intent: GameIntent) => void;
}

/** Direct links: the host allows them, each person decides whether to agree, and the page says what they mean. */
export function DirectLinks({ view: { person, peers }, state, isHost, onSay }: DirectLinksProps) {
  const { words, named, list } = useLanguage();
  const { directLinks, agreedToLinks, host } = state;
  const hasAgreed = person !== null && agreedToLinks.includes(person);
  const linked = state.people.filter(({ clients }) => clients.some((client) => peers.includes(client)));
  return (
    <section className={styles.links}>
      <h2>{words.links.title}</h2>
      {isHost ? (
        <Switch
          isOn={directLinks}
          onChange={(allowed) => onSay({ type: 'allowDirectLinks', allowed })}
          describedBy="direct-what"
        >
          {words.links.show}
        </Switch>
      ) : (
        <p>{host !== null && words.links.allowedBy(named(nameOf(state, host)))}</p>
      )}
      {directLinks && !(isHost && hasAgreed) && (
        <Switch
          isOn={hasAgreed}
          onChange={(agreed) => onSay({ type: 'agreeToLinks', agreed })}
          describedBy="direct-what"
        >
          {words.links.agree}
        </Switch>
      )}
      <p id="direct-what" className={text.hint}>
        {words.links.whatTheyMean}
      </p>
      {linked.length > 0 && <p>{words.links.linkedTo(list(linked.map(({ name }) => name)))}</p>}
    </section>
  );
}
