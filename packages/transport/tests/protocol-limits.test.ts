import { expect, test } from 'vitest';
import { read, rowsOf, section } from './protocol-page.ts';

/** Where the code has each limit: a file in `packages`, and the name that stands before the value. */
const places: Readonly<Record<string, readonly [file: string, name: string]>> = {
  'bytes of a message, as the packet `2[…]` in UTF-8 \\*': ['server/src/serve', 'maxMessageBytes'],
  'bytes of a packet, as a multiple of the former; a larger one closes the connection': [
    'transport/src/server/socket-server',
    'HARD_LIMIT',
  ],
  'connections in all \\*': ['transport/src/server/connection-limits', 'connections'],
  'connections of one address \\*': ['transport/src/server/connection-limits', 'connectionsPerAddress'],
  'from the opening of a connection until it has entered': ['transport/src/server/connection-limits', 'enterWithin'],
  'messages of one connection in a minute \\*': ['transport/src/server/connection-limits', 'messagesPerMinute'],
  'messages of one address in a minute \\*': ['transport/src/server/connection-limits', 'messagesPerMinutePerAddress'],
  'messages that opening a connection counts as, for its address': ['transport/src/server/budgets', 'OPENING'],
  'messages in all in a minute; beyond it, addresses that send most are cut \\*': [
    'transport/src/server/connection-limits',
    'messagesPerMinuteInAll',
  ],
  'characters from which a message counts as several': ['transport/src/server/budgets', 'LONG'],
  'characters of a piece': ['transport/src/wire/pieces', 'LENGTH'],
  'pieces that may be unread': ['transport/src/server/large-answer', 'WINDOW'],
  'bytes that may wait for a page \\*': ['transport/src/server/connection-limits', 'unsentBytes'],
  '`protocolError`s on one connection, the last of which closes it': [
    'transport/src/server/message-reader',
    'MAX_ERRORS',
  ],
  'actions and `catchUp`s of one room in a second \\*': ['rooms/src/limits', 'actionsPerSecondPerRoom'],
  'pages of one address in one room \\*': ['rooms/src/limits', 'pagesPerAddress'],
  'actions and `catchUp`s of one connection in a second \\*': ['rooms/src/limits', 'actionsPerSecond'],
  '`retryAfter` of `too-many-actions`': ['rooms/src/budgeted-session', 'PAUSE'],
  '`retryAfter` of `busy`, drawn between this and four times this': [
    'transport/src/server/message-reader',
    'BUSY_PAUSE',
  ],
  '`retryAfter` of `not-recorded`': ['sync/src/hero', "NOT_RECORDED = ['not-recorded',"],
  'actions of one connection during pauses, in a minute; one more closes it': [
    'rooms/src/budgeted-session',
    'tokensPerInterval',
  ],
  'signals of one connection in ten seconds': ['rooms/src/limits', 'tokensPerInterval'],
  'characters of an `sdp`': ['transport/src/wire/signal', 'SDP_LENGTH'],
  'characters of `candidate`, `sdpMid` and `usernameFragment`, each': ['transport/src/wire/signal', 'CANDIDATE_LENGTH'],
  "characters of a room's code": ['rooms/src/rooms', 'MAX_CODE_LENGTH'],
  'pages of people in one room, beside one of each person with a place \\*': ['rooms/src/limits', 'peoplePerRoom'],
  'people who wait to be let into one room': ['rooms/src/limits', 'WAITING_PER_ROOM'],
  'people of one address who wait to be let into one room': ['rooms/src/limits', 'WAITING_PER_ADDRESS'],
  'requests of one address to be let into one room, in a minute': ['rooms/src/limits', 'KNOCKS_PER_MINUTE'],
  'pages in one room that only watch \\*': ['rooms/src/limits', 'watchersPerRoom'],
  'rooms \\*': ['rooms/src/limits', 'rooms'],
  'new rooms from one address in a minute \\*': ['rooms/src/limits', 'newRoomsPerMinute'],
  'rooms of one address, of those created since the server started \\*': ['rooms/src/limits', 'roomsPerAddress'],
  'attempts from one address to enter unknown rooms, in a minute \\*': ['rooms/src/limits', 'wrongCodesPerMinute'],
  'such attempts from all addresses together, in a minute \\*': ['rooms/src/limits', 'wrongCodesPerMinuteInAll'],
  'lines that a page may have missed and still get a tail, at least': ['rooms/src/open-rooms', 'TAIL_LENGTH'],
  'names that Hero tries to record for a newcomer': ['rooms/src/presence', 'MAX_ATTEMPTS'],
  '`pingInterval`': ['transport/src/server/socket-server', 'pingInterval'],
  '`pingTimeout`': ['transport/src/server/socket-server', 'pingTimeout'],
  "from the loss of a page's connection until the page has left": ['rooms/src/limits', 'lostLink'],
  "from a room's waking until the pages that its record lists have left": ['rooms/src/limits', 'wake'],
  "from a page's leaving until its `clientId` is forgotten": ['rooms/src/limits', 'forget'],
  'from the moment when a room is empty until all its `clientId`s are forgotten': ['rooms/src/limits', 'sleep'],
  'from the creation of a room that no page enters until it is deleted, at least': ['rooms/src/limits', 'unused'],
  "from the last line of a room's record until the room is deleted \\*": ['rooms/src/limits', 'keep'],

  'an attempt to connect': ['transport/src/client/socket-channel', 'CONNECT_WITHIN'],
  'how long the delays before an attempt to reconnect are short': ['transport/src/client/backoff', 'QUICK_FOR'],
  'a short delay, drawn between a fifth of this and this': ['transport/src/client/backoff', 'QUICK_DELAY'],
  'a long delay, drawn in the same way': ['transport/src/client/backoff', 'SLOW_DELAY'],
  'from a `catchUp` that asks whether the connection is alive until it is dropped': [
    'transport/src/client/hero-link',
    'ANSWER_WITHIN',
  ],

  'characters of a message': ['transport/src/peers/rtc-channel', 'MAX_MESSAGE_LENGTH'],
  'messages that are accepted in 2,500 ms': ['transport/src/peers/peer-link', 'tokensPerInterval'],
  'messages that were faulty or too fast, the last of which ends the link for good': [
    'transport/src/peers/peer-link',
    'MAX_REFUSALS',
  ],
  'bytes that may be unsent; while there are more, actions are not sent to this peer': [
    'transport/src/peers/rtc-channel',
    'MAX_BUFFERED',
  ],
  "seconds for which Hero is reachable until a peer's action is dropped": [
    'transport/src/peers/peer-action-expiry',
    'EXPIRE_AFTER',
  ],
  'the first delay before a link that is not open is tried again': ['transport/src/peers/peer-link', 'MIN_RETRY_DELAY'],
  'the longest such delay': ['transport/src/peers/peer-link', 'MAX_RETRY_DELAY'],
  'from the failure of a connection until it is given up, unless it recovers': [
    'transport/src/peers/rtc-channel',
    'RECOVER_WITHIN',
  ],
};

const FACTOR = '(?:\\d[\\d_]*|[A-Z_]+\\b)';

/** The number behind this name in a source. It may be a product, also of constants of the same source. */
function valueIn(source: string, name: string): number {
  const escaped = name.replace(/[[\]()]/g, '\\$&');
  const [, value] = new RegExp(`\\b${escaped}(?: =|:)? (${FACTOR}(?: \\* ${FACTOR})*)`).exec(source) ?? [];
  if (value === undefined) throw new Error(`there is no ${name}`);
  const factors = value.split(' * ').map((factor) => {
    const number = Number(factor.replaceAll('_', ''));
    return Number.isNaN(number) ? valueIn(source, factor) : number;
  });
  return factors.reduce((product, factor) => product * factor, 1);
}

const listed = rowsOf(section('Limits'));

test.each(listed)('PROTOCOL.md has the limit of the code: %s', (limit, value = '') => {
  const [file, name] = places[limit] ?? [];
  expect(name, 'a place in the code').toBeDefined();
  if (name !== undefined) expect(Number(value.replaceAll(',', ''))).toBe(valueIn(read(`../../${file}.ts`), name));
});

test('PROTOCOL.md has every limit', () => {
  expect(new Set(listed.map(([limit]) => limit))).toEqual(new Set(Object.keys(places)));
});
