/** @type {import('oxlint').OxlintConfig} */
export default {
  options: { reportUnusedDisableDirectives: 'error' },
  // The last two: this file and its rules, and what `npm run mutants` needs, are not TypeScript and have no types to check.
  ignorePatterns: [
    '**/dist/',
    '**/coverage/',
    '**/.turbo/',
    'test-results/',
    'playwright-report/',
    '/*.js',
    'tools/mutants/*.js',
  ],
  plugins: ['eslint', 'typescript', 'react', 'import'],
  jsPlugins: ['./oxlint.rules.js'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    // What TypeScript is told, it must be able to check: no `any`, no `!` and no `as`.
    'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
    'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    'typescript/no-empty-object-type': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-function-type': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/use-unknown-in-catch-callback-variable': 'error',

    // What its types say about a piece of code that cannot be meant.
    'typescript/no-deprecated': 'error',
    'typescript/no-dynamic-delete': 'error',
    'typescript/no-invalid-void-type': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-namespace': 'error',
    'typescript/no-unnecessary-condition': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/related-getter-setter-pairs': 'error',
    'typescript/restrict-plus-operands': [
      'error',
      { allowAny: false, allowBoolean: false, allowNullish: false, allowNumberAndString: false, allowRegExp: false },
    ],
    'typescript/return-await': 'error',
    'typescript/switch-exhaustiveness-check': 'error',

    // One way to write a thing.
    'eslint/eqeqeq': 'error',
    'eslint/no-array-constructor': 'error',
    'eslint/no-var': 'error',
    'eslint/prefer-const': 'error',
    'eslint/prefer-rest-params': 'error',
    'eslint/prefer-spread': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-require-imports': 'error',
    'typescript/prefer-reduce-type-parameter': 'error',
    'typescript/prefer-return-this-type': 'error',
    'typescript/unified-signatures': 'error',

    'react/rules-of-hooks': 'error',
    'react/unsupported-syntax': 'error',
    // React is not named where JSX is compiled without it.
    'react/react-in-jsx-scope': 'off',
    // "After each round" is a reason for an effect, too.
    'react/exhaustive-effect-dependencies': 'off',

    // An inner `id` may hide an outer one, where both are at hand to be read.
    'eslint/no-shadow': 'off',
    // A style is imported for its effect; `fc.record` reads better than `record`.
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    // TypeScript sees to it, and lets an effect have nothing to clean up.
    'typescript/consistent-return': 'off',
    // `{ secret: _secret, ...rest }` leaves something out on purpose.
    'eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    // Numbers and booleans read well in a text; objects do not.
    'typescript/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  },
  overrides: [
    {
      files: ['packages/*/src/**', 'apps/*/src/**'],
      // (A catalogue is as long as there is something to say.)
      excludeFiles: ['apps/web/src/languages/**'],
      rules: { 'eslint/max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }] },
    },
    {
      // Matchers (`expect.any(Number)`) and what `JSON.parse` gives back are `any`; what is wrong with them, the test says.
      files: ['**/tests/**', '**/testing/**', '**/e2e/**'],
      rules: {
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-return': 'off',
      },
    },
    {
      // What people read stands in the catalogue of a language: `apps/web/src/languages`.
      files: ['apps/web/src/**/*.tsx'],
      rules: {
        'restricted/syntax': [
          'error',
          ...[
            'JSXText[value=/\\p{L}/u]',
            'JSXElement > JSXExpressionContainer > Literal[value=/\\p{L}/u]',
            'JSXElement > JSXExpressionContainer > ConditionalExpression > Literal[value=/\\p{L}/u]',
            'JSXElement > JSXExpressionContainer > LogicalExpression > Literal.right[value=/\\p{L}/u]',
            'JSXAttribute[name.name=/^(aria-(label|description|valuetext)|alt|label|placeholder|text|title)$/] > Literal[value=/\\p{L}/u]',
          ].map((selector) => ({
            selector,
            message: 'A word that people read stands in `languages`, in every language.',
          })),
        ],
      },
    },
    {
      // Playwright wants to read which fixtures another one needs, and hands it on by what looks like a React hook.
      files: ['apps/web/e2e/**', 'examples/*/e2e/**'],
      rules: { 'eslint/no-empty-pattern': 'off', 'react/rules-of-hooks': 'off' },
    },

    {
      // No circle, also not among types: each file can be read after those that it imports.
      files: ['packages/*/src/**'],
      rules: { 'import/no-cycle': ['error', { ignoreTypes: false }] },
    },

    // Import directions: who may import what of ours. Nobody imports an app, and only apps know the game.
    mayImport('packages/sync/src', [], { andElseOnly: ['@standard-schema/spec'] }),
    // A contract suite is run by a test runner.
    mayImport('packages/sync/src/testing/log', [], { andElseOnly: ['vitest'] }),
    mayImport('packages/mutations/src', ['sync'], { andElseOnly: ['valibot'] }),
    mayImport('packages/transport/src', ['sync']),
    mayImport('packages/logs/src', ['sync']),
    mayImport('packages/rooms/src', ['sync']),
    mayImport('packages/server/src', ['sync', 'rooms', 'transport']),
    mayImport('packages/react/src', ['sync', 'transport']),
    mayImport('apps/*/src', ['sync', 'mutations', 'transport', 'server', 'react']),
    mayImport('examples/*', ['sync', 'server', 'react']),
    // The one file that names a store.
    mayImport('apps/hero/src/open-logs.ts', ['sync', 'mutations', 'logs']),
    // Its players sit at the browsers of the end-to-end tests.
    mayImport('apps/bench/{src,page}', ['sync', 'mutations', 'transport', 'logs', 'web']),
    mayImport('packages/sync/tests', ['sync']),
    mayImport('packages/logs/tests', ['sync', 'logs']),
    mayImport('packages/mutations/tests', ['sync', 'mutations']),
    mayImport('packages/transport/tests', ['sync', 'transport']),
    mayImport('packages/rooms/tests', ['sync', 'mutations', 'transport', 'rooms']),
    mayImport('packages/server/tests', ['sync', 'rooms', 'transport', 'server']),
    mayImport('packages/react/tests', ['sync', 'transport', 'react']),
    mayImport('apps/*/{tests,e2e}', ['sync', 'mutations', 'transport', 'server', 'react']),

    {
      // Same inputs, same state, on every machine and for ever: the method and the game may only use what they are given.
      files: ['packages/{sync,mutations}/src/**'],
      rules: {
        'restricted/syntax': [
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
            selector:
              'MemberExpression[object.name="Math"]:matches([property.name="random"], [property.value="random"])',
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
  ],
};

/**
 * In a folder or a file, of our packages only those `ours`; where `andElseOnly` is given, of all others only those.
 * @param {string} path
 * @param {string[]} ours
 * @param {{ andElseOnly?: string[] }} [limits]
 */
function mayImport(path, ours, { andElseOnly } = {}) {
  const allowed = [...ours.map((name) => `@button/${name}(/|$)`), ...(andElseOnly ?? []).map((name) => `${name}$`)];
  const forbidden = andElseOnly ? `^(?!\\.|${allowed.join('|')})` : `^@button/(?!${ours.join('|')}(/|$))`;
  return {
    files: [path.endsWith('.ts') ? path : `${path}/**`],
    rules: {
      'restricted/imports': [
        'error',
        { from: forbidden, message: 'Against the import directions: see the table in oxlint.config.js.' },
        {
          from: '^\\.\\./(.+/)?(sync|mutations|transport|logs|rooms|server|react|hero|web)/(src|tests|e2e)/',
          message: 'Import another package by its name.',
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
