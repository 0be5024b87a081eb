/** What would make a state depend on more than the inputs of a mutation. */
const impure = [
  ...banned(
    'Date|performance|Temporal',
    'No clocks here: time and randomness come from the official facts alone. Use `serverTime`.',
  ),
  ...banned(
    'setTimeout|setInterval|setImmediate|queueMicrotask|nextTick|requestAnimationFrame|requestIdleCallback|scheduler',
    'No timers here: alarms are a function of the state, and timers outside this package carry them out.',
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
    message: 'Write `Math.…` where it is used, to show that it is not `Math.random`.',
  },
  ...banned(
    'Intl|localeCompare|toLocale\\w+',
    'Nothing here may depend on the locale: it differs from machine to machine, and so would the state.',
  ),
  ...banned(
    'globalThis|window|self|global|process|navigator|document|eval|Function',
    'This package is pure: it may not use its environment, nor evade the other bans.',
  ),
  {
    selector: 'ImportExpression, TSImportType, MetaProperty',
    message: 'Import at the top of the file, where the dependencies of this package are visible.',
  },
];

/** Each version of Unicode, and so of a browser, has other tables of letters. */
const unicodeTables = [
  ...banned(
    'normalize|toLowerCase|toUpperCase|Segmenter',
    'Nothing here may depend on a Unicode table: it differs from browser to browser. Let Hero do it before recording.',
  ),
  ...['Literal[regex.flags=/i/]', 'Literal[regex.pattern=/\\\\p\\{/iu]'].map((selector) => ({
    selector,
    message: 'This pattern depends on a Unicode table, which differs from browser to browser.',
  })),
];

/** @type {import('oxlint').OxlintConfig} */
export default {
  options: { reportUnusedDisableDirectives: 'error' },
  // The last two are not TypeScript, and have no types to check: this file with its rules, and the tools of
  // `npm run mutants`.
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
    // TypeScript must be able to check every type: no `any`, no `!` and no `as`.
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

    // Code that its types show to be a mistake.
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

    // One way to write each thing.
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
    // The JSX transform does not need `React` in scope.
    'react/react-in-jsx-scope': 'off',
    // An effect may run after each change of a value that it does not read, such as the round.
    'react/exhaustive-effect-dependencies': 'off',

    // An inner `id` may shadow an outer one: functions are short enough to see both.
    'eslint/no-shadow': 'off',
    // Styles are imported for their effect; `fc.record` reads better than `record`.
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    // TypeScript checks it, and lets an effect return nothing if it has nothing to clean up.
    'typescript/consistent-return': 'off',
    // `{ secret: _secret, ...rest }` leaves out a property on purpose.
    'eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    // Numbers and booleans read well in a template; objects do not.
    'typescript/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  },
  overrides: [
    {
      files: ['packages/*/src/**', 'apps/*/src/**'],
      // (A catalogue of texts may be long.)
      excludeFiles: ['apps/web/src/i18n/languages/**'],
      rules: { 'eslint/max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }] },
    },
    {
      // Matchers (`expect.any(Number)`) and the results of `JSON.parse` are `any`; a wrong one makes the test fail.
      files: ['**/tests/**', '**/testing/**', '**/e2e/**'],
      rules: {
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-return': 'off',
      },
    },
    {
      // Texts that people read belong to the catalogues of the languages: `apps/web/src/i18n/languages`.
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
            message: 'Text that people read belongs to `languages`, in every language.',
          })),
        ],
      },
    },
    {
      // Playwright reads the fixtures that a fixture needs from its parameters, even if they are empty, and its `use`
      // looks like a React hook.
      files: ['apps/web/e2e/**', 'examples/*/e2e/**'],
      rules: { 'eslint/no-empty-pattern': 'off', 'react/rules-of-hooks': 'off' },
    },

    {
      // No circle, not even among types, so that each file can be read after those that it imports.
      files: ['packages/*/src/**', 'apps/*/src/**'],
      rules: { 'import/no-cycle': ['error', { ignoreTypes: false }] },
    },

    // Import directions: the packages of ours that each folder may import. No folder imports an app, and only apps know
    // the game.
    mayImport('packages/sync/src', [], { andElseOnly: ['@standard-schema/spec', 'nanostores'] }),
    // A contract suite needs the test runner.
    mayImport('packages/sync/src/testing/log', [], { andElseOnly: ['vitest'] }),
    mayImport('packages/mutations/src', ['sync'], { andElseOnly: ['valibot'] }),
    mayImport('packages/transport/src', ['sync']),
    mayImport('packages/logs/src', ['sync']),
    mayImport('packages/rooms/src', ['sync']),
    mayImport('packages/server/src', ['sync', 'rooms', 'transport']),
    mayImport('packages/react/src', ['sync', 'transport']),
    mayImport('apps/{hero,bots}/src', ['sync', 'mutations', 'transport', 'server']),
    mayImport('apps/web/src', ['sync', 'mutations']),
    mayImport('apps/web/src/{room,inspector}', ['sync', 'mutations', 'transport', 'react']),
    mayImport('examples/*', ['sync', 'server', 'react', 'transport']),
    // The one file that names a store.
    mayImport('apps/hero/src/open-logs.ts', ['sync', 'mutations', 'logs']),
    // The secret is written to the data folder as the record is.
    mayImport('apps/hero/src/secret.ts', ['sync', 'logs']),
    mayImport('apps/bench/{src,page}', ['sync', 'mutations', 'transport', 'logs', 'server', 'browsers']),
    mayImport('packages/sync/tests', ['sync']),
    mayImport('packages/logs/tests', ['sync', 'logs']),
    mayImport('packages/mutations/tests', ['sync', 'mutations']),
    mayImport('packages/transport/tests', ['sync', 'transport']),
    mayImport('packages/rooms/tests', ['sync', 'rooms']),
    mayImport('packages/server/tests', ['sync', 'rooms', 'transport', 'server']),
    mayImport('packages/react/tests', ['sync', 'transport', 'react']),
    mayImport('apps/*/{tests,e2e}', ['sync', 'mutations', 'transport', 'server', 'react', 'browsers']),

    {
      // Same inputs, same state, on every machine and forever: the method and the game may use only their inputs.
      files: ['packages/{sync,mutations}/src/**'],
      rules: { 'restricted/syntax': ['error', ...impure, ...unicodeTables] },
    },
  ],
};

/**
 * Allows a folder or a file to import, of our packages, only `ours`; with `andElseOnly`, of all other packages only
 * those.
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
        { from: forbidden, message: 'This import is against the import directions in oxlint.config.js.' },
        {
          from: '^\\.\\./(.+/)?(sync|mutations|transport|logs|rooms|server|react|hero|web)/(src|tests|e2e)/',
          message: 'Import another package by its name.',
        },
      ],
    },
  };
}

/**
 * Bans names wherever they occur: as a global, a property, a quoted key or a declaration.
 * @param {string} names
 * @param {string} message
 */
function banned(names, message) {
  return [
    { selector: `Identifier[name=/^(${names})$/]`, message },
    { selector: `MemberExpression > Literal.property[value=/^(${names})$/]`, message },
  ];
}
