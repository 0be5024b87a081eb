import { randomUUID } from 'node:crypto';
import { ClientNode, Log, MemoryStore, Reconnect, WsConnection } from '@logux/core';
import { WebSocket } from 'ws';
import { Knowledge } from './knowledge.ts';
import type { Player } from './player.ts';

/** Enters a room of the game on Logux. A person's own press is known when Logux says that it is processed. */
export async function enterLogux(url: string, room: string): Promise<Player> {
  const nodeId = `person:${randomUUID()}:page`;
  const log = new Log({ nodeId, store: new MemoryStore() });
  const connection = new Reconnect(new WsConnection(url.replace('http', 'ws'), WebSocket));
  const node = new ClientNode(nodeId, log, connection, {
    subprotocol: 1,
    // Logux's own client sends this of the meta data, and only what was emitted here.
    onSend: (action, { id, time }) => (id.includes(nodeId) ? [action, { id, time }] : false),
  });
  // While the server is away, each attempt to connect is an error; `Reconnect` tries again.
  node.catch(() => undefined);
  const knows = new Knowledge();
  const rounds = new Map<string, number>();
  log.type('logux/processed', ({ id = '' }) => {
    const round = rounds.get(id);
    rounds.delete(id);
    void log.removeReason('syncing', { id });
    if (round !== undefined) knows.knowPress(round, true);
  });
  log.type('press', ({ round = 0 }, { id }) => id.includes(nodeId) || knows.knowPress(round, false));
  log.type('entered', () => knows.knowPeople(knows.people + 1));
  log.type('left', () => knows.knowPeople(knows.people - 1));
  const emit = (action: object, id = log.generateId()) =>
    void log.add(action, { id, sync: true, reasons: ['syncing'] });
  // A server that was away knows of no subscriptions: Logux's own client subscribes again, too.
  connection.on('connect', () => emit({ type: 'logux/subscribe', channel: `rooms/${room}` }));
  const isWelcome = new Promise<void>((resolve) => {
    log.type('welcome', ({ people = [], round = 0 }) => {
      knows.knowRound(round, 0);
      knows.knowPeople(people.length);
      knows.knowEntry();
      resolve();
    });
  });
  await node.connection.connect();
  await isWelcome;
  return {
    knows,
    press(round) {
      const id = log.generateId();
      rounds.set(id, round);
      emit({ type: 'press', room, round }, id);
    },
    leave: () => node.destroy(),
  };
}
