/** A room that exists from the start of a server: making it by playing would take too long. */
export interface PrefilledRoom {
  readonly code: string;
  /** People in the state, who are not connected. */
  readonly people: number;
  /** Further clients whose last `clientSeq` Hero keeps, because they may come back. */
  readonly listedClients: number;
}

export const PEOPLE = [2, 100, 1_000, 10_000];
export const LISTED_CLIENTS = [2, 250, 5_000, 20_000];

export const roomWithPeople = (people: number) => `people-${people}`;
export const roomWithListed = (clients: number) => `listed-${clients}`;

export const prefilledRooms: readonly PrefilledRoom[] = [
  ...PEOPLE.map((people) => ({ code: roomWithPeople(people), people, listedClients: 0 })),
  ...LISTED_CLIENTS.map((listedClients) => ({ code: roomWithListed(listedClients), people: 0, listedClients })),
];
