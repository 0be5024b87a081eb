import { readdirSync, readFileSync } from 'node:fs';
import { alarms, mayLink, PUSHES_IN_A_ROUND, ROUNDS_KEPT, rules, type GameIntent } from '@button/mutations';
import { describe, expect, test } from 'vitest';
import { PEOPLE_KEPT } from '../src/state.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

const page = read('../GAME.md');
const files = readdirSync(new URL('../src/', import.meta.url), { recursive: true, encoding: 'utf8' });
const sources = files.filter((file) => file.endsWith('.ts')).map((file) => read(`../src/${file}`));
const code = sources.join('\n');
/** The bodies of the guards, each by its name. */
const guards = new Map(
  [...code.matchAll(/function (mustBe\w+)\([^]*?\): void \{$([^]*?)^\}/gm)].map(([, name = '', body = '']) => [
    name,
    body,
  ]),
);

/** The codes of `entryRefusal`, in the order in which it checks for them. */
const entryCodes = codesIn(/function entryRefusal\([^]*?^\}/m.exec(code)?.[0] ?? '', /(?:return|:) '([a-z-]+)'/g);

/** Every mutation; the id of the rules names them. */
const [, ...types] = rules.id.split(' ');

const sections = new Map(
  page.split(/^#+ /m).map((text) => [text.slice(0, text.indexOf('\n')).replaceAll('`', ''), text]),
);

function section(heading: string): string {
  return sections.get(heading) ?? '';
}

/** The examples of this name, such as `state`, in a part of the page. */
function examples(name: string, text = page): readonly string[] {
  return [...text.matchAll(/^```\w+ (\w+)\n([^`]*)\n```$/gm)]
    .filter(([, one]) => one === name)
    .map(([, , one = '']) => one);
}

/** The cells of the first two columns of the tables in a part of the page. */
function rows(text: string): readonly (readonly [string, string])[] {
  const tables = [...text.matchAll(/^\|.*\n\|[-| ]*\n((?:\|.*\n?)+)/gm)].map(([, rows = '']) => rows);
  return [...tables.join('').matchAll(/^\| (.*?) +\| (.*?) +\|/gm)].map(([, one = '', two = '']) => [one, two]);
}

/** The codes of the checks that a section lists, in their order. */
function listedChecks(text: string): readonly string[] {
  return [...text.matchAll(/^\d+\. `([a-z-]+)`: /gm)].map(([, code = '']) => code);
}

/** The codes that a part of the code throws, in the order in which it checks for them. */
function checks(body: string): readonly string[] {
  return [...body.matchAll(/(mustBe\w+|entryRefusal)\(|new Refusal\('([a-z-]+)'\)/g)].flatMap(([, rule, code = '']) => {
    if (rule === 'entryRefusal') return entryCodes;
    return rule === undefined ? [code] : checks(guards.get(rule) ?? '');
  });
}

function codesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, code = '']) => code);
}

function isState(state: unknown): boolean {
  const checked = rules.stateSchema['~standard'].validate(state);
  return !(checked instanceof Promise) && !checked.issues;
}

describe('the states in GAME.md', () => {
  const states = examples('state').map((text): unknown => JSON.parse(text));

  test('match the schema of the state', () => {
    expect(states.length).toBeGreaterThan(1);
    for (const state of states) expect(isState(state), JSON.stringify(state)).toBe(true);
  });

  test('begin with the initial state, which is shown once', () => {
    expect(states[0]).toEqual(rules.initialState);
    for (const state of states.slice(1)) expect(state).not.toEqual(rules.initialState);
  });

  test('have the keys that its table describes', () => {
    const described = rows(section('The state')).map(([key]) => key.replaceAll('`', ''));
    expect(described).toEqual(Object.keys(rules.initialState));
  });
});

test('GAME.md has the id of the rules', () => {
  expect(examples('rules')).toEqual([rules.id]);
});

describe('the mutations in GAME.md', () => {
  test('are those of the rules', () => {
    const headings = [...page.matchAll(/^#+ `(.*)`$/gm)].map(([, name]) => name);
    expect(new Set(headings)).toEqual(new Set(types));
  });

  test.each(types)('%s has valid examples', (type) => {
    const actions = examples(type, section(type)).map((text): unknown => JSON.parse(text));
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(rules.validate(action)).toEqual({ intent: action });
  });

  test('have payloads of the keys that the table describes', () => {
    const actions = types.flatMap((type) => examples(type)).map((text): object => JSON.parse(text));
    const described = rows(section('Payloads')).flatMap(([keys]) => keys.replaceAll('`', '').split(', '));
    expect(new Set(actions.flatMap(Object.keys))).toEqual(new Set(['type', ...described]));
  });

  test.each(types.filter((type) => examples(type).join().includes('"name":')))(
    '%s is recorded with the keys of the name, which a page may not bring',
    (type) => {
      const recorded = examples('recorded', section(type)).map((text): GameIntent => JSON.parse(text));
      expect(recorded.map((action) => ({ ...action, nameKeys: undefined }))).toEqual(
        examples(type).map((text) => ({ ...JSON.parse(text), nameKeys: undefined })),
      );
      for (const action of recorded) {
        expect(action).toHaveProperty('nameKeys', [expect.any(String), expect.any(String), expect.any(String)]);
        expect(rules.validate(action)).toEqual({ refusal: 'wrong-payload' });
      }
    },
  );

  test.each(types)('%s has the checks of the code, in their order', (type) => {
    const [body = ''] = new RegExp(`^export const ${type} = [^]*?^\\}?\\);$`, 'm').exec(code) ?? [];
    expect(listedChecks(section(type))).toEqual(checks(body));
    expect(checks(body)).not.toEqual([]);
  });

  test.each([
    ['Hero only', 'only-hero-may'],
    ['Host only', 'only-the-host-may'],
  ])('are called "%s" if their first check says so', (title, first) => {
    const called = types.filter((type) => section(type).includes(`\n${title}`));
    expect(called).toEqual(types.filter((type) => listedChecks(section(type))[0] === first));
  });

  test('refuse with every code that the code throws, and with no other', () => {
    const thrown = codesIn(code, /Refusal\('([a-z-]+)'\)/g);
    expect(new Set(listedChecks(page))).toEqual(new Set([...thrown, ...entryCodes]));
  });
});

test('GAME.md lists the codes with which the game denies a page, in the order in which they are checked', () => {
  const own = codesIn(read('../src/entry.ts'), /(?:return|\?|:) '([a-z-]+)'/g);
  const listed = rows(section('Entering a room')).map(([code]) => code.replaceAll('`', ''));
  expect(listed.slice(0, own.length)).toEqual(own);
  // Names are Hero's, which has a test for them.
  expect(listed.slice(own.length).filter((code) => !code.startsWith('name-'))).toEqual([]);
});

describe('the limits in GAME.md', () => {
  const { initialState: state } = rules;
  const waiting = { ...state, game: 'reflex', button: { is: 'waiting' } } as const;
  const accepts = (action: unknown) => 'intent' in rules.validate(action);
  /** The largest number that holds, if all smaller ones do. */
  const largest = (holds: (length: number) => boolean) => {
    let most = 0;
    while (holds(most + 1)) most += 1;
    return most;
  };
  const manyPages = {
    id: 'p',
    name: 'Bob',
    nameKeys: [],
    clients: Array.from({ length: 100 }, (_, index) => index + 1),
  };

  const limits: Readonly<Record<string, number | undefined>> = {
    'entries in `pushes` and `falseStarts` together': PUSHES_IN_A_ROUND,
    'entries in `earlierRounds`': ROUNDS_KEPT,
    'entries in `removed`, `left`, `admitted`, `agreedToLinks` and `points`, each': PEOPLE_KEPT,
    'pages that may link directly': mayLink({ ...state, directLinks: true, agreedToLinks: ['p'], people: [manyPages] })
      .length,
    'characters of a name before it is tidied (UTF-16 units)': largest((length) =>
      accepts({ type: 'takeName', name: 'x'.repeat(length) }),
    ),
    "characters of a person's id (UTF-16 units)": largest((length) =>
      accepts({ type: 'handOver', to: 'p'.repeat(length) }),
    ),
    '`roundTrip`': largest((roundTrip) => accepts({ type: 'push', round: 1, roundTrip })),
    'from the start of a reflex round to its light, at least': alarms(waiting, 0)[0]?.after[0],
    'from the start of a reflex round to its light, at most': alarms(waiting, 0)[0]?.after[1],
  };

  test('are those of the code', () => {
    const listed = rows(section('Limits')).map(([limit, value]) => [limit, Number(value.replaceAll(',', ''))]);
    expect(Object.fromEntries(listed)).toEqual(limits);
  });
});
