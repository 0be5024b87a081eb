import { createServer } from 'node:http';
import { Room, Server, type Client } from '@colyseus/core';
import { Encoder, schema } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { listensOn } from '../processes/measured-server.ts';

/** The small game on Colyseus: the people, the round and its winner are state; a press is sent as a message. */
const [port = '0'] = process.argv.slice(2);

// The state with 1,000 people does not fit into the default of 8 KB.
Encoder.BUFFER_SIZE = 256 * 1_024;

interface GameState {
  readonly people: Map<string, boolean>;
  round: number;
  winner: string;
}
const GameState = schema<GameState>({
  people: { map: 'boolean' },
  round: { type: 'uint32', default: 0 },
  winner: { type: 'string', default: '' },
});

class GameRoom extends Room<GameState> {
  // By default the state is sent every 50 ms. Here it is sent at the end of each turn, together with the messages.
  override patchRate = null;
  #presses: [string, number][] = [];

  onCreate(): void {
    this.setState(new GameState());
    this.setSeatReservationTime(60);
    this.onMessage('press', ({ sessionId }, round) => this.#press(sessionId, Number(round)));
  }

  onJoin({ sessionId }: Client): void {
    this.#sendSoon();
    this.state.people.set(sessionId, true);
  }

  onLeave({ sessionId }: Client): void {
    this.#sendSoon();
    this.state.people.delete(sessionId);
  }

  #press(sessionId: string, round: number): void {
    this.#sendSoon();
    this.#presses.push([sessionId, round]);
    if (round <= this.state.round) return;
    this.state.round = round;
    this.state.winner = sessionId;
  }

  #isWaiting = false;

  #sendSoon(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setImmediate(() => {
      this.#isWaiting = false;
      this.broadcastPatch();
      if (this.#presses.length > 0) this.broadcast('pressed', this.#presses);
      this.#presses = [];
    });
  }
}

const server = createServer();
const colyseus = new Server({ transport: new WebSocketTransport({ server, pingInterval: 10_000 }), greet: false });
colyseus.define('game', GameRoom).filterBy(['code']);
await colyseus.listen(Number(port), '127.0.0.1');
const address = server.address();
if (typeof address === 'object' && address) listensOn(address.port);
