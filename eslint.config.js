import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '**/.turbo/', 'test-results/', 'playwright-report/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // What TypeScript is told, it must be able to check: no `any` and no `!` (both in "strict"), and no `as`.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',

      // `{ secret: _secret, ...rest }` leaves something out on purpose.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers and booleans read well in a text; objects do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => log.close()` is shorter than a block, and says the same.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // An implementation may be synchronous where its interface is not.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['packages/*/src/**', 'apps/*/src/**'],
    // (A catalogue is as long as there is something to say.)
    ignores: ['apps/web/src/languages/**'],
    rules: { 'max-lines': ['error', 200] },
  },
  {
    // Matchers (`expect.any(Number)`) and what `JSON.parse` gives back are `any`; what is wrong with them, the test says.
    files: ['**/tests/**', '**/testing/**', '**/e2e/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Mutations stand in a table, and have no `this` that they could lose.
    files: ['packages/mutations/src/**'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    // What people read stands in the catalogue of a language: `apps/web/src/languages`.
    files: ['apps/web/src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'JSXText[value=/\\p{L}/u]',
          'JSXElement > JSXExpressionContainer > Literal[value=/\\p{L}/u]',
          'JSXElement > JSXExpressionContainer > ConditionalExpression > Literal[value=/\\p{L}/u]',
          'JSXElement > JSXExpressionContainer > LogicalExpression > Literal.right[value=/\\p{L}/u]',
          'JSXAttribute[name.name=/^(aria-(label|description|valuetext)|alt|label|placeholder|text|title)$/] > Literal',
        ].map((selector) => ({
          selector,
          message: 'A word that people read stands in `languages`, in every language.',
        })),
      ],
    },
  },
  {
    // Playwright hands fixtures on by a function that its examples call `use`; it is no React hook.
    files: ['apps/web/e2e/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },

  // Import directions: who may import what of ours. Nobody imports an app, and only apps know the game.
  mayImport('packages/sync/src', [], { andElseOnly: ['@standard-schema/spec'] }),
  mayImport('packages/mutations/src', ['sync'], { andElseOnly: ['valibot'] }),
  mayImport('packages/transport/src', ['sync']),
  mayImport('packages/logs/src', ['sync']),
  mayImport('packages/rooms/src', ['sync', 'logs']),
  mayImport('apps/*/src', ['sync', 'mutations', 'transport', 'logs', 'rooms']),
  // Its players sit at the browsers of the end-to-end tests.
  mayImport('apps/bench/{src,page}', ['sync', 'mutations', 'transport', 'logs', 'web']),
  mayImport('packages/{sync,logs}/tests', ['sync', 'logs']),
  mayImport('packages/mutations/tests', ['sync', 'logs', 'mutations']),
  mayImport('packages/transport/tests', ['sync', 'logs', 'transport']),
  mayImport('packages/rooms/tests', ['sync', 'mutations', 'transport', 'logs', 'rooms']),
  mayImport('apps/*/{tests,e2e}', ['sync', 'mutations', 'transport', 'logs', 'rooms']),

  {
    // Same inputs, same state, on every machine and for ever: the method and the game may only use what they are given.
    files: ['packages/{sync,mutations}/src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...banned(
          'Date|performance|Temporal',
          'No clocks here: time and randomness come from the official facts alone. Use `serverTime`.',
        ),
        ...banned(
          'setTimeout|setInterval|setImmediate|queueMicrotask|nextTick|requestAnimationFrame|requestIdleCallback|scheduler',
          'No timers here: what is due is a function of the state; timers, outside of this package, only carry it out.',
        ),
        ...banned(
          'crypto|randomUUID|getRandomValues',
          'No randomness here: time and randomness come from the official facts alone. Use `seed`.',
        ),
        {
          selector: 'MemberExpression[object.name="Math"]:matches([property.name="random"], [property.value="random"])',
          message: 'No randomness here: time and randomness come from the official facts alone. Use `seed`.',
        },
        {
          selector: 'VariableDeclarator[init.name="Math"]',
          message: 'Write `Math.…` where it is used, so that one can see that it is not `Math.random`.',
        },
        ...banned(
          'Intl|localeCompare|toLocale\\w+',
          'Nothing here may depend on the locale: it differs from machine to machine, and so would the state.',
        ),
        ...banned(
          'globalThis|window|self|global|process|navigator|document|eval|Function',
          'This package is pure: nothing of its surroundings, and no way round the other bans.',
        ),
        {
          selector: 'ImportExpression, TSImportType, MetaProperty',
          message: 'Import at the top of the file, where one can see what this package rests on.',
        },
      ],
    },
  },
);

/**
 * In `folder`, of our packages only those `ours`; where `andElseOnly` is given, of all others only those.
 * @param {string} folder
 * @param {string[]} ours
 * @param {{ andElseOnly?: string[] }} [limits]
 */
function mayImport(folder, ours, { andElseOnly } = {}) {
  const allowed = [...ours.map((name) => `@button/${name}(/|$)`), ...(andElseOnly ?? []).map((name) => `${name}$`)];
  const isForbidden = andElseOnly ? `^(?!\\.|${allowed.join('|')})` : `^@button/(?!${ours.join('|')}(/|$))`;
  return {
    files: [`${folder}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: isForbidden, message: 'Against the import directions: see the table in eslint.config.js.' },
            {
              regex: '^\\.\\./(.+/)?(sync|mutations|transport|logs|rooms|hero|web)/(src|tests|e2e)/',
              message: 'Import another package by its name.',
            },
          ],
        },
      ],
    },
  };
}

/**
 * Bans names wherever they stand: as a global, a property, a key in quotes, or something declared to exist.
 * @param {string} names
 * @param {string} message
 */
function banned(names, message) {
  return [
    { selector: `Identifier[name=/^(${names})$/]`, message },
    { selector: `MemberExpression > Literal.property[value=/^(${names})$/]`, message },
  ];
}
