import type { Knowledge } from './knowledge.ts';

/** One person in a room of the small game, on any of the systems that are compared. */
export interface Player {
  /** The person's knowledge of their room. */
  readonly knows: Knowledge;
  press(round: number): void;
  leave(): void;
}

/** Connects, enters a room, and resolves when the person has received the welcome. */
export type Enter = (url: string, room: string) => Promise<Player>;
