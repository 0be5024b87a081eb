import type { RelayMessage, Welcome } from '../relay/relay-message.ts';
import { Knowledge } from './knowledge.ts';

/** The knowledge of a person at a relay, from its messages. */
export class RelayView extends Knowledge {
  #client = 0;

  handleWelcome({ welcome, people, round }: Welcome): void {
    this.#client = welcome;
    this.knowRound(round, 0);
    this.knowPeople(people.length);
    this.knowEntry();
  }

  handleMessages(messages: readonly RelayMessage[]): void {
    for (const message of messages) {
      if ('pressed' in message) this.knowPress(message.round, message.pressed === this.#client);
      else this.knowPeople(this.people + ('entered' in message ? 1 : -1));
    }
  }
}
