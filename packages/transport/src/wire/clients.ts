import type { Snapshot } from '@button/sync/log';
import * as v from 'valibot';
import { isCount, isList } from './check.ts';

type Clients = Snapshot<unknown>['clients'];

/** The clients of a snapshot as they travel: `[clientId, clientSeq, person]` for each. */
export type ClientsOnWire = readonly (readonly [clientId: number, clientSeq: number, person: string | null])[];

export function encodeClients(clients: Clients): ClientsOnWire {
  return clients.map(([clientId, { clientSeq, person }]) => [clientId, clientSeq, person]);
}

/** By hand, because a schema for each of a thousand clients would take longer than all else in a join. */
export const clientsSchema = v.pipe(
  v.unknown(),
  v.transform(decodeClients),
  v.custom<Clients>((clients) => clients !== null, 'no clients'),
);

function decodeClients(input: unknown): Clients | null {
  if (!isList(input)) return null;
  const clients = input.flatMap((client) => {
    const [clientId, clientSeq, person] = isList(client) ? client : [];
    const isClient = isCount(clientId) && isCount(clientSeq) && (person === null || typeof person === 'string');
    return isClient ? [[clientId, { clientSeq, person }] as const] : [];
  });
  return clients.length === input.length ? clients : null;
}
