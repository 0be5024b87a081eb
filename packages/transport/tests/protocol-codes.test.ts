import { describe, expect, test } from 'vitest';
import { read, rowsOf, section } from './protocol-page.ts';

const reader = read('../src/server/message-reader.ts');
const http = read('../../server/src/http.ts');
const hero = read('../../sync/src/hero.ts');
const rooms = ['rooms', 'new-rooms', 'room', 'door', 'authenticate', 'presence']
  .map((name) => read(`../../rooms/src/${name}.ts`))
  .join('\n');
const newRoom = method('create') + method('#denialOfNewRoom') + method('denialFor');

/** The text of a method of the rooms. */
function method(name: string): string {
  const [text] = new RegExp(`^  async ${name}\\([^]*?^  }$`, 'm').exec(rooms) ?? [];
  if (text === undefined) throw new Error(`the rooms have no method ${name}`);
  return text;
}

/** Everything that the pattern's group finds in a source. */
function found(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map(([, code = '']) => code);
}

/** The text of a source from behind these words to the next semicolon. */
function statement(source: string, start: string): string {
  return source.split(start)[1]?.split(';')[0] ?? '';
}

const quoted = /'([a-z-]+)'/g;
const kebab = /'([a-z]+(?:-[a-z]+)+)'/g;
const denied = /denied: '([a-z-]+)'/g;

const codesInSource = {
  'Not let in': [
    ...found(reader, /#deny\(\{ code: '([a-z-]+)'/g),
    ...found(rooms.replace(method('create'), ''), denied),
    ...found(method('#denialOfNewRoom') + method('denialFor'), /'([a-z-]+)'/g),
    ...found(method('#arrive'), kebab),
    ...found(rooms, /#(?:answer|pages\.deny)\([^')]*'([a-z-]+)'\)/g),
  ],
  'Faulty messages': [
    ...found(reader, /#(?:answerError|refuse)\((?:name, message, )?\{ code: '([a-z-]+)'/g),
    ...found(read('../src/server/parser.ts'), /#pass\(\{ unreadable: '([a-z-]+)'/g),
  ],
  Refused: [
    ...found(reader, /#refuse\(name, message, \{ code: '([a-z-]+)'/g),
    ...found(hero, /refused\('([a-z-]+)'\)/g),
    ...found(read('../../sync/src/rules.ts'), kebab),
    ...found(read('../../rooms/src/open-rooms.ts'), kebab),
  ],
  '`notNow`': [
    ...found(hero, /NOT_RECORDED = \['([a-z-]+)'/g),
    ...found(reader, /notNow\('([a-z-]+)'/g),
    ...found(read('../../rooms/src/budgeted-session.ts'), /notNow\('([a-z-]+)'/g),
  ],
  'Not ready': [
    ...found(statement(read('../../sync/src/record/log.ts'), 'fault():'), quoted),
    ...found(statement(read('../../server/src/readiness.ts'), 'type Unreadiness ='), quoted),
  ],
  HTTP: [
    ...found(read('../../server/src/serve.ts'), denied),
    ...found(newRoom, /(?:denied: |return |\? )'([a-z-]+)'/g),
    ...found(http, /(?:\d: |error: |\? |\?\? )'([a-z-]+)'/g),
  ],
};

describe('PROTOCOL.md lists exactly the codes that the code can send', () => {
  test.each(Object.entries(codesInSource))('in its section %s', (heading, codes) => {
    const listed = rowsOf(section(heading)).flatMap((cells) => found(cells.join(' | '), /(?:^|\| |, )`([a-z-]+)`/g));
    expect(codes.length).toBeGreaterThan(1);
    expect(listed.toSorted()).toEqual([...new Set(codes)].toSorted());
  });
});
