import { recallPlaces, type Place } from './memory.ts';

/** How long a tab may take to say that its place is taken, in milliseconds: one that sleeps does not say it. */
const ANSWER_WITHIN = 1_000;

/** What tabs of one browser say to each other about a person token. */
interface Said {
  readonly is: 'asked' | 'taken';
  readonly personToken: string;
}

/** Answers other tabs of this browser that this place is taken, until the returned function is called. */
export function holdPlace(personToken: string): () => void {
  return converse((said, say) => {
    if (said.is === 'asked' && said.personToken === personToken) say({ is: 'taken', personToken });
  }).end;
}

/** The newest place that this browser has in a room and that no open tab of it holds; null when there is none. */
export async function findFreePlace(code: string): Promise<Place | null> {
  for (const place of recallPlaces(code)) {
    if (place.personToken !== null && !(await isTaken(place.personToken))) return place;
  }
  return null;
}

function isTaken(personToken: string): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (taken: boolean) => {
      clearTimeout(timer);
      end();
      resolve(taken);
    };
    const { say, end } = converse((said) => {
      if (said.is === 'taken' && said.personToken === personToken) settle(true);
    });
    const timer = setTimeout(() => settle(false), ANSWER_WITHIN);
    say({ is: 'asked', personToken });
  });
}

/** Only tabs of this page's origin hear it, and they run this code. */
function converse(hear: (said: Said, say: (said: Said) => void) => void) {
  const channel = new BroadcastChannel('places');
  const say = (said: Said) => channel.postMessage(said);
  channel.onmessage = ({ data }: MessageEvent<Said>) => hear(data, say);
  return { say, end: () => channel.close() };
}
