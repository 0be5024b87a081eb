import { nameOf, type GameIntent, type State } from '@button/mutations';
import type { RoomView } from '@button/transport/client';

interface DirectLinksProps {
  readonly view: RoomView<State, GameIntent>;
  readonly state: State;
  readonly onAllow: (allowed: boolean) => void;
}

/** Whoever started the room decides; everybody is told what it means, and whom this page is linked to. */
export function DirectLinks({ view: { person, peers }, state, onAllow }: DirectLinksProps) {
  const { directLinks, host } = state;
  const isMine = person !== null && person === host;
  if (!isMine && !directLinks) return null;
  const linked = state.people.filter(({ clients }) => clients.some((client) => peers.includes(client)));
  return (
    <section className="direct">
      <h2>Direct links</h2>
      {isMine ? (
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={directLinks}
            aria-describedby="direct-what"
            onChange={({ currentTarget }) => onAllow(currentTarget.checked)}
          />
          Show pushes at once
        </label>
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
