/** The explanations around the tables, in Markdown. */
export const notes = {
  introduction: `Written by \`npm run bench\`. It measures the cost of Hero beside other systems for the same small game: people are in a room, anyone presses, the first press of a round wins it, and everyone learns of each press and of the people who are there.

\`\`\`sh
npm run bench                # all of it; writes this file and the table of the README
npm run bench -- two bytes   # only these; the names stand at each section
\`\`\`

The peers are installed on demand, in \`apps/bench/peers\`, with a lock file of their own. Everything runs on one machine, over its loopback address: each server in a process of its own, and all people of a system in another. Systems take turns in random order, and a ratio is that of two medians of the same run. A measurement that took over a minute was given up. \`ms\` are milliseconds; p95 is the 95th percentile.`,

  summary:
    'The relays only forward messages; here they gather the messages of one turn where that is faster. Hero also checks, orders, records and repeats: every page shows the same state, and nothing is broadcast before it is recorded. All rows, and the set-up of each system: [docs/benchmark.md](docs/benchmark.md).',

  fairness: `## The set-up of each system

- **ws relay**: \`ws\` without compression. A message is encoded once for everyone in a room. The relay keeps the people in the room, the round and its winner, for newcomers; it checks nothing and orders nothing beyond its own arrival order. **Coalescing**: all presses of one turn of the event loop go out in one message. **fdatasync before sending**: each batch is appended to a file and waits for the disk before it is sent; messages that come meanwhile share the next wait.
- **Socket.IO relay**: the same on Socket.IO, WebSocket only on both sides, with the server's own rooms.
- **Colyseus**: the people, the round and its winner are in the schema's state; presses are broadcast as messages, all of one turn together. The state is sent at the end of the turn instead of every 50 ms, because the wait would decide the rows. Joining includes its matchmaking over HTTP. Rooms end with the process, and nothing is on a disk. The newest version that runs on Node 20.
- **Logux**: a room is a channel, a press is an action that the server sends again to the channel. The sender's own press counts as known when the server has processed it, since Logux does not send it back. Log in memory on both sides; the page's half is Logux's core with its reconnection, without storage or tabs. A page orders by Logux's time, so that the winner may change in hindsight.
- **Hero**: the same small game as an app of our own server, with limits beyond the measured load. **In memory** and **on disk** differ in the log alone. With **our own client**, a page keeps the state and shows its presses at once; the measurements count by the official state. The **bare client** is Socket.IO's client that speaks PROTOCOL.md and only counts, as the clients of the relays do.
- **All**: no client renders anything. The people of one system share one process, so the cost of a client slows down its measurements; for 1,000 people with our own client that is most of the time.`,
};
