import { once, EventEmitter } from 'node:events';
import { rules, type GameIntent, type State } from '@button/mutations';
import { createRoom } from '../players/create-room.ts';
import { HeroSocket } from '../players/hero-socket.ts';
import { TcpSockets } from '../players/tcp-sockets.ts';
import { HeroProcess } from '../processes/servers.ts';
import type { Workshop } from '../processes/workshop.ts';

const ROUNDS = 15;

/** The bytes of each push. */
interface PushBytes {
  readonly toHero: number;
  readonly fromHero: number;
}

/** The bytes of a push of the button game that is alone, at the page that pushes; Sue is in the room. */
export async function bytesOfPush(workshop: Workshop): Promise<readonly PushBytes[]> {
  const hero = await HeroProcess.start(workshop, ':memory:');
  const room = await createRoom(hero.url);
  const sue = await HeroSocket.enter<State, GameIntent>(hero.url, room, rules.id);
  const sockets = new TcpSockets();
  const received = new EventEmitter();
  const handleAction = (type: string) => received.emit(type);
  const bob = await HeroSocket.enter<State, GameIntent>(hero.url, room, rules.id, { handleAction });
  const pushes: PushBytes[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = sockets.bytesSince(0);
    bob.emit({ type: 'push', round });
    await once(received, 'push');
    const after = sockets.bytesSince(0);
    pushes.push({ toHero: after.written - before.written, fromHero: after.read - before.read });
    bob.emit({ type: 'startNextRound', round });
    await once(received, 'startNextRound');
  }
  for (const person of [bob, sue]) person.leave();
  await hero.stop();
  return pushes;
}
