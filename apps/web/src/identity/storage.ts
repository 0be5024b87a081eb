import type { GameIntent } from '@button/mutations';
import { readResumption, type KeyedResumption } from '@button/transport/client';
import * as v from 'valibot';

/** Who somebody is in a room. A reload is the same person; another tab is somebody else. */
const placeSchema = v.object({ name: v.string(), personToken: v.nullable(v.string()) });
export type Place = v.InferOutput<typeof placeSchema>;

/** The place that this tab has in a room; null before it has one. */
export function recallPlace(code: string): Place | null {
  const place = v.safeParse(placeSchema, parse(read(() => sessionStorage, placeKey(code))));
  return place.success ? place.output : null;
}

/** All places that tabs of this browser have or had in a room, newest first. Some may be free again. */
export function recallPlaces(code: string): readonly Place[] {
  const places = v.safeParse(v.array(placeSchema), parse(read(() => localStorage, placeKey(code))));
  return places.success ? places.output : [];
}

/** For this tab, and once Hero has given it, for a tab that is opened when this one is closed. */
export function rememberPlace(code: string, place: Place): void {
  write(() => sessionStorage, placeKey(code), JSON.stringify(place));
  if (place.personToken !== null) keepPlaces(code, [place, ...others(code, place)].slice(0, PLACES_KEPT));
}

export function forgetPlace(code: string): void {
  const place = recallPlace(code);
  if (place) keepPlaces(code, others(code, place));
  attempt(() => sessionStorage.removeItem(placeKey(code)));
}

/** As many as one browser has tabs in one room, and more than anybody comes back to. */
const PLACES_KEPT = 8;

function others(code: string, { personToken }: Place): readonly Place[] {
  return recallPlaces(code).filter((place) => place.personToken !== personToken);
}

function keepPlaces(code: string, places: readonly Place[]): void {
  write(() => localStorage, placeKey(code), JSON.stringify(places));
}

/** Keeps what a page leaves while its successor is loaded. */
export function keepResumption(code: string, resumption: KeyedResumption<GameIntent>): void {
  write(() => sessionStorage, resumptionKey(code), JSON.stringify(resumption));
}

/** What the page before this one left; null if there was none, or it is forgotten. */
export function recallResumption(code: string): KeyedResumption<GameIntent> | null {
  return readResumption(parse(read(() => sessionStorage, resumptionKey(code))));
}

/** A page resumes once: a clientId is never two pages', also when the tab is cloned. */
export function forgetResumption(code: string): void {
  attempt(() => sessionStorage.removeItem(resumptionKey(code)));
}

/** The name that somebody typed last in this browser. */
export function recallName(): string {
  return read(() => localStorage, 'name') ?? '';
}

export function rememberName(name: string): void {
  write(() => localStorage, 'name', name);
}

/** The language that somebody chose in this browser; null for whoever never did. */
export function recallLanguage(): string | null {
  return read(() => localStorage, 'language');
}

export function rememberLanguage(code: string): void {
  write(() => localStorage, 'language', code);
}

/** On, until somebody turned it off in this browser. */
export function recallIsSoundOn(): boolean {
  return read(() => localStorage, 'sound') !== 'off';
}

export function rememberIsSoundOn(isOn: boolean): void {
  write(() => localStorage, 'sound', isOn ? 'on' : 'off');
}

/** True the first time that it is asked in this tab, so that a page reloads once and not for ever. */
export function isFirstTime(what: string): boolean {
  if (read(() => sessionStorage, what) !== null) return false;
  write(() => sessionStorage, what, 'done');
  return read(() => sessionStorage, what) !== null;
}

const placeKey = (code: string) => `place in ${code}`;
const resumptionKey = (code: string) => `resumption in ${code}`;

function read(storage: () => Storage, key: string): string | null {
  return attempt(() => storage().getItem(key)) ?? null;
}

function write(storage: () => Storage, key: string, value: string): void {
  attempt(() => storage().setItem(key, value));
}

/** Where storage is forbidden or full, the game goes on without it. */
function attempt<T>(reach: () => T): T | undefined {
  try {
    return reach();
  } catch {
    return undefined;
  }
}

function parse(json: string | null): unknown {
  return attempt((): unknown => JSON.parse(json ?? 'null'));
}
