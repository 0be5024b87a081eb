import type { Knowledge } from './knowledge.ts';

/** One person in a room of the small game, on any of the systems that are compared. */
export interface Player {
  /** What the person has been told. */
  readonly knows: Knowledge;
  press(round: number): void;
  leave(): void;
}

/** Connects, enters a room, and resolves when the person knows the room as it is. */
export type Enter = (url: string, room: string) => Promise<Player>;
