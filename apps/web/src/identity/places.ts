import * as v from 'valibot';
import { readJson, remove, write } from './storage.ts';

/** The identity of a person in a room. A reload is the same person; another tab is another one. */
const placeSchema = v.object({ name: v.string(), personToken: v.nullable(v.string()) });
export type Place = v.InferOutput<typeof placeSchema>;

/** How many places in a room a browser keeps: more than a person comes back to. */
const PLACES_KEPT = 8;
/** How long a tab may take to answer that its place is taken, in milliseconds. A sleeping tab does not answer. */
const ANSWER_WITHIN = 1_000;

const keyFor = (code: string) => `place in ${code}`;

/** The place that this tab has in a room; null before it has one. */
export function recallPlace(code: string): Place | null {
  const place = v.safeParse(placeSchema, readJson('tab', keyFor(code)));
  return place.success ? place.output : null;
}

/** All places that tabs of this browser have or had in a room, newest first. Some may be free again. */
export function recallPlaces(code: string): readonly Place[] {
  const places = v.safeParse(v.array(placeSchema), readJson('browser', keyFor(code)));
  return places.success ? places.output : [];
}

/** For this tab and, once Hero has given its token, for a tab that is opened after this one was closed. */
export function rememberPlace(code: string, place: Place): void {
  write('tab', keyFor(code), JSON.stringify(place));
  if (place.personToken !== null) keepPlaces(code, [place, ...others(code, place)].slice(0, PLACES_KEPT));
}

export function forgetPlace(code: string): void {
  const place = recallPlace(code);
  if (place) keepPlaces(code, others(code, place));
  remove('tab', keyFor(code));
}

function others(code: string, { personToken }: Place): readonly Place[] {
  return recallPlaces(code).filter((place) => place.personToken !== personToken);
}

function keepPlaces(code: string, places: readonly Place[]): void {
  write('browser', keyFor(code), JSON.stringify(places));
}

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
