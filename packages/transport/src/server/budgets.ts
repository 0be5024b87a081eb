import { TokenBucket } from 'limiter';
import type { ConnectionLimits } from './connection-limits.ts';

/** For how many seconds of its rate a connection, an address and all together may send at once. */
const BURST = { connection: 12, address: 12, all: 2 };

/** A new connection costs its address as much as this many messages, because a join is work for everybody in the room. */
const OPENING = 50;

/** In characters. A message of more counts as several. */
const LONG = 1_600;

/** How many messages a connection may send before its own budget is counted: most pages only enter and listen. */
const FIRST = 10;

/** What one remote address uses. It outlives the connections, so that a new one does not begin with a new budget. */
interface Address {
  connections: number;
  readonly bucket: TokenBucket;
}

/**
 * What may arrive: from each connection, from each remote address, and in all. It is counted in messages, where a large one
 * counts as several. Nothing is asynchronous, and a message costs the same however many connections there are.
 * @example
 * const budgets = new Budgets(limits);
 * const budget = budgets.open(address);
 * if (!budget.take(packet.length)) close();
 */
export class Budgets {
  readonly #limits: ConnectionLimits;
  readonly #all: TokenBucket;
  readonly #addresses = new Map<string, Address>();
  #connections = 0;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
    this.#all = fullBucket(limits.messagesPerMinuteInAll, BURST.all);
  }

  /** Whether one more connection of this address can be opened now. */
  hasRoomFor(address: string): boolean {
    const { connections, connectionsPerAddress } = this.#limits;
    const known = this.#addresses.get(address);
    if (this.#connections >= connections || (known?.connections ?? 0) >= connectionsPerAddress) return false;
    return known === undefined || known.bucket.getWaitTime(OPENING) === 0;
  }

  /** Takes the price of one request over HTTP; returns whether it is within the budget of its address. */
  takeRequest(address: string, length: number): boolean {
    const known = this.#addresses.get(address) ?? this.#add(address);
    return known.bucket.tryRemoveTokens(priceOf(length));
  }

  /** Counts a connection of this address from now on, until its budget is closed. */
  open(address: string): ConnectionBudget {
    const known = this.#addresses.get(address) ?? this.#add(address);
    known.bucket.tryRemoveTokens(OPENING);
    known.connections += 1;
    this.#connections += 1;
    return new ConnectionBudget(this.#limits, known.bucket, this.#all);
  }

  /** The connection has ended. */
  close(address: string): void {
    this.#connections -= 1;
    const known = this.#addresses.get(address);
    if (known) known.connections -= 1;
  }

  #add(address: string): Address {
    // At least half of them have no connection.
    if (this.#addresses.size >= 2 * this.#limits.connections) this.#forgetOldest();
    const added = { connections: 0, bucket: fullBucket(this.#limits.messagesPerMinutePerAddress, BURST.address) };
    this.#addresses.set(address, added);
    return added;
  }

  /** Forgets the address that was added first, of those without a connection. */
  #forgetOldest(): void {
    for (const [address, known] of this.#addresses) {
      this.#addresses.delete(address);
      if (known.connections === 0) return;
      this.#addresses.set(address, known);
    }
  }
}

/** What one connection may send. It counts for its address and for all as well. */
export class ConnectionBudget {
  readonly #limits: ConnectionLimits;
  readonly #address: TokenBucket;
  readonly #all: TokenBucket;
  /** Made when it is first needed. */
  #own: TokenBucket | null = null;
  #first = FIRST;

  constructor(limits: ConnectionLimits, address: TokenBucket, all: TokenBucket) {
    this.#limits = limits;
    this.#address = address;
    this.#all = all;
  }

  /** Takes the price of a message that has arrived; returns whether it is within the budgets. */
  take(length: number): boolean {
    const price = priceOf(length);
    return this.#takeOwn(price) && this.#address.tryRemoveTokens(price) && this.#takeOfAll(price);
  }

  /** Takes the price of a large answer, at most half of what the connection may send at once. */
  takeForAnswer(length: number): boolean {
    const price = priceOf(length);
    // Most pages are welcomed with little, and need no bucket.
    return this.#takeOwn(price === 1 ? price : Math.min(price, this.#ownBucket().bucketSize / 2));
  }

  #takeOwn(price: number): boolean {
    if (price === 1 && this.#first > 0) return (this.#first -= 1) >= 0;
    return this.#ownBucket().tryRemoveTokens(price);
  }

  /** When all together send too much, the addresses that have used up most of their own budgets are over it. */
  #takeOfAll(price: number): boolean {
    return this.#all.tryRemoveTokens(price) || this.#address.content > this.#address.bucketSize / 2;
  }

  #ownBucket(): TokenBucket {
    return (this.#own ??= fullBucket(this.#limits.messagesPerMinute, BURST.connection));
  }
}

/** In messages, for a length in characters or bytes. A header may name any length, and a bucket takes no larger number. */
function priceOf(length: number): number {
  return Math.min(Math.max(1, length / LONG), Number.MAX_SAFE_INTEGER);
}

/** @param burst in seconds of the rate */
function fullBucket(perMinute: number, burst: number): TokenBucket {
  const bucketSize = Math.max(OPENING, (perMinute * burst) / 60);
  const bucket = new TokenBucket({ bucketSize, tokensPerInterval: perMinute, interval: 'minute' });
  bucket.content = bucketSize;
  return bucket;
}
