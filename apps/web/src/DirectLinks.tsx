import { nameOf, type GameIntent, type State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';
import { Switch } from './Switch.tsx';

interface DirectLinksProps {
  readonly view: RoomView<State, GameIntent>;
  readonly state: State;
  readonly onAllow: (allowed: boolean) => void;
}

/** The host decides; everybody is told what it means, and whom this page is linked to. */
export function DirectLinks({ view: { person, peers }, state, onAllow }: DirectLinksProps) {
  const { directLinks, host } = state;
  const isMine = person !== null && person === host;
  if (!isMine && !directLinks) return null;
  const linked = state.people.filter(({ clients }) => clients.some((client) => peers.includes(client)));
  return (
    <section className="direct">
      <h2>Direct links</h2>
      {isMine ? (
        <Switch isOn={directLinks} onChange={onAllow} describedBy="direct-what">
          Show pushes at once
        </Switch>
      ) : (
        <p>{host !== null && `${nameOf(state, host)} allowed them: pushes show at once, before Hero answers.`}</p>
      )}
      <p id="direct-what" className="direct-what">
        {directLinks ? 'People here can see each other’s network address.' : whatItMeans}
      </p>
      {linked.length > 0 && <p className="direct-to">Linked to {linked.map(({ name }) => name).join(', ')}.</p>}
    </section>
  );
}

const whatItMeans = 'Pages then talk to each other directly, so people here can see each other’s network address.';
