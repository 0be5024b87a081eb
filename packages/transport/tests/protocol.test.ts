import { notesRules } from '@button/sync/testing';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linesSchema } from '../src/wire/lines.ts';
import { messagesToClient } from '../src/wire/to-client.ts';
import { messagesToHero } from '../src/wire/to-hero.ts';
import { messageToPeer } from '../src/wire/to-peer.ts';
import { HttpPage } from './http-page.ts';
import { page } from './protocol-page.ts';
import { SocketHarness } from './socket-harness.ts';

const { signal: signalToHero, ...toHero } = messagesToHero;
const schemas: Readonly<Record<string, v.GenericSchema>> = {
  ...toHero,
  'signal to Hero': signalToHero,
  ...messagesToClient(),
  piece: v.strictTuple([v.boolean(), v.string()]),
  peer: messageToPeer,
  // The bodies of HTTP responses.
  room: v.strictObject({ code: v.string() }),
  error: v.strictObject({ error: v.string() }),
  unready: v.strictObject({ status: v.literal('not-ready'), reasons: v.array(v.string()) }),
};

const examples = [...page.matchAll(/^```json(.*)\n([^`]*)^```/gm)].map(([, name = '', text = '']) => ({
  name: name.trim(),
  text,
}));
const packets = [...(/^```packets\n([^`]*)^```/m.exec(page)?.[1]?.matchAll(/^[<>] 42(.*)$/gm) ?? [])].map(
  ([, text = '']) => text,
);

function expectValid(name: string, message: unknown): void {
  const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  expect(schema, `a schema for "${name}"`).toBeDefined();
  if (schema) expect(v.safeParse(schema, message).issues).toBeUndefined();
}

describe('PROTOCOL.md', () => {
  test.each(examples)('its example of "$name" is valid: $text', ({ name, text }) => {
    expectValid(name, JSON.parse(text));
  });

  test.each(packets)('its packet is valid: %s', (text) => {
    const [name, message, ...more]: unknown[] = JSON.parse(text);
    expectValid(String(name), message);
    expect(more).toEqual([]);
  });

  test('it has an example of every message', () => {
    expect(new Set(examples.map(({ name }) => name))).toEqual(new Set(Object.keys(schemas)));
  });

  test('it shows no state: those of the game are in GAME.md, where they are checked', () => {
    const states = [...page.matchAll(/"state":\s*([^,]*)/g)].map(([, state]) => state);
    expect(states.length).toBeGreaterThan(1);
    expect(new Set(states)).toEqual(new Set(['{}']));
  });

  test.each(['join', 'action', 'refused', 'forget'])('it has an example of a "%s" line of the record', (kind) => {
    const lines = examples
      .filter(({ name }) => name === 'lines')
      .flatMap(({ text }) => v.parse(linesSchema(), JSON.parse(text)));
    expect(lines.some((line) => line.kind === kind)).toBe(true);
  });
});

describe('a client written from PROTOCOL.md alone, with nothing but HTTP,', () => {
  let harness: SocketHarness;
  beforeEach(async () => {
    harness = await SocketHarness.open();
  });
  afterEach(() => harness.close());

  test('enters, emits, and receives official lines', async () => {
    const page = await HttpPage.open(harness.url, [
      ['room', 'PLAY'],
      ['protocol', '5'],
      ['rules', notesRules.id],
    ]);
    await page.emit('enter', { name: 'Bob', watches: false, personToken: null, returning: null });
    // Hero has joined as client 1, and Bob's page as client 2.
    expect(await page.receive()).toEqual([expect.stringMatching(/^42\["welcome",\{"clientId":2,.*\[1,0,"Hero"\]/)]);
    await page.emit('emit', [1, { type: 'add', text: 'hello' }]);
    expect(await page.receive()).toEqual([
      expect.stringMatching(/^42\["lines",\[3,\d+,\[2,1,"add",\{"text":"hello"\}/),
    ]);
    // A duplicate gets no answer; the gap after it does.
    await page.send('42["emit",[1,{"type":"add","text":"hello"}]]', '42["emit",[3,{"type":"add","text":"early"}]]');
    expect(await page.receive()).toEqual(['42["sendAgain",{"from":2}]']);
    await page.emit('catchUp', { epoch: 'epoch-1', serverSeq: 2 });
    expect(await page.receive()).toEqual([expect.stringMatching(/^42\["caughtUp",\{"tail":\[3,\d+,\[2,1,"add",/)]);
    await page.emit('catchUp', { epoch: 'epoch-1', serverSeq: null });
    expect(await page.receive()).toEqual([expect.stringMatching(/^42\["caughtUp",\{"snapshot":/)]);
  });
});
