import eslint from '@eslint/js';
import comments from '@eslint-community/eslint-plugin-eslint-comments';
import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import rxjsX from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';

/** Code that must run in Node and in browsers, on a clock that a test can drive. */
const PORTABLE = ['operators/**/*.ts', 'src/**/*.ts'];
/** Rooms that may use Node, the wall clock and the console. */
const NODE_ROOMS = [
  'src/http/node/**/*.ts',
  ...['src/node/**/*.ts', 'src/sandbox/**/*.ts', 'src/cluster/**/*.ts', 'src/cli/**/*.ts'],
];
const TESTS = ['test/**/*.ts'];
/** Tests of rooms that talk to real sockets, files and processes, and of the tooling itself. */
const NODE_TESTS = [
  'test/{node,sandbox,cluster,cli}/**/*.ts',
  'test/src/{node,sandbox,cluster,cli}/**/*.ts',
  'test/{docs,examples,tooling,page}/**/*.ts',
];
const TYPE_TESTS = ['type-tests/**/*.ts'];
const SCRIPTS = ['**/*.{js,mjs,cjs}'];

const IMPORTS = {
  patterns: [
    {
      group: ['rxjs/internal/*', 'rxjs/internal/**', 'rxjs/dist/**'],
      message: 'Private to RxJS: it moves between patch releases.',
    },
    { group: ['rxjs/operators'], message: "Import operators from 'rxjs'." },
    {
      regex: '^(fp-ts|io-ts)/',
      message: 'Import values from the package root: subpaths break native ESM and double the bundle.',
    },
  ],
};

const OBSERVABLE_IDENTITY = {
  selector: "BinaryExpression[operator='instanceof'][right.name='Observable']",
  message: 'Two copies of rxjs may meet in one program: use isObservable or take an ObservableInput.',
};

const ENUM = {
  selector: 'TSEnumDeclaration',
  message: 'Use a union of texts: it is data on the wire and in JSON.',
};

const SENTENCE = '/^(message|advice|summary|doc|detail)$/';
const READS =
  '/^(includes|startsWith|endsWith|indexOf|search|match|matchAll|replace|replaceAll|split|slice|substring)$/';
const READ_BACK = 'A sentence may change with any release: decide by a code, a kind or another member.';

/** Sentences of ours are for people. A vendor’s own may be all that it gives: a disable says so. */
const SENTENCES = [
  ...['object.property.name', 'object.name'].map((subject) => ({
    selector: `CallExpression[callee.property.name=${READS}][callee.${subject}=${SENTENCE}]`,
    message: READ_BACK,
  })),
  ...[`MemberExpression[property.name=${SENTENCE}]`, `Identifier[name=${SENTENCE}]`].map((argument) => ({
    selector: `CallExpression[callee.property.name=/^(test|exec)$/] > ${argument}.arguments`,
    message: READ_BACK,
  })),
  ...['left', 'right'].map((side) => ({
    selector: `BinaryExpression[operator=/^[!=]==$/][${side}.property.name=${SENTENCE}]:has(> :matches(Literal, TemplateLiteral))`,
    message: READ_BACK,
  })),
  {
    selector: `SwitchStatement[discriminant.property.name=${SENTENCE}]`,
    message: READ_BACK,
  },
];

// Only calls are refused: a parameter that defaults to `Math.random` is how a source of chance is injected.
const AMBIENT = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take time from a scheduler: scheduler.now().',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take time from a scheduler: new Date(scheduler.now()).',
  },
  {
    selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']",
    message: 'Take time from a scheduler: scheduler.now().',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take chance from a parameter: (…, random = Math.random) => ….',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|requestAnimationFrame)$/]',
    message: 'Take timers from a scheduler: timer(ms, scheduler).',
  },
];

const HOST_GLOBALS = [
  ...['process', 'Buffer', 'global', 'require', '__dirname', '__filename'].map((name) => ({
    name,
    message: 'Node only: belongs in src/node, src/sandbox, src/cluster or src/cli.',
  })),
  ...['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage'].map((name) => ({
    name,
    message: 'Browsers only: this code runs in Node too.',
  })),
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
    name,
    message: 'Requests go through a transport.',
  })),
];

export default defineConfig(
  // Benchmarks are a package of their own, with their own dependencies, and are not installed here.
  globalIgnores([
    'build/**',
    'dist/**',
    'coverage/**',
    'examples/*/node_modules/**',
    'bench/**',
    // The page has its own packages, without which its types are unknown; its build checks them, strictly.
    'web/**',
    'test/consumers/**/*.{ts,cts,mts}',
  ]),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { comments, regexp },
    rules: {
      'comments/require-description': 'error',
      'comments/no-unlimited-disable': 'error',
      // A text of a server can be 32 MiB: an expression that takes quadratic time over it blocks the process for hours.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
      'regexp/no-contradiction-with-assertion': 'error',
      'regexp/no-misleading-capturing-group': 'error',
      'regexp/no-empty-alternative': 'error',
      'regexp/optimal-quantifier-concatenation': 'error',
    },
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      rxjsX.configs.strict,
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': ['error', IMPORTS],
      'no-restricted-syntax': ['error', ENUM, OBSERVABLE_IDENTITY],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A number in a text is written as `String` writes it.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allowAny: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowRegExp: false,
        },
      ],
      // `next: (value) => subscriber.next(value)` is the idiom of every operator; nothing is confused by it.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An observable's error is `unknown`; handing it on as it came is the rule, not an accident.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      'rxjs-x/throw-error': ['error', { allowThrowingAny: false, allowThrowingUnknown: true }],
      // `while (true)` is how a drain loop reads.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Codecs are declared as a value and a type of one name, as io-ts does: `const Key = …; type Key = t.TypeOf<typeof Key>`.
      '@typescript-eslint/no-redeclare': 'off',
      // `query['after']` says that the key comes off the wire and may not be there; `query.after` is as good.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // There are no enums (see below), and the rule takes a tenth of the linter's time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // An error may come from another copy of a package, so it is known by its code and not by its class; and the rule takes
      // a sixth of the linter's time.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A type alias and an interface are not the same to io-ts (index signatures), so the choice is the author's.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // `void` is the honest type argument of notifiers and signals: `Observable<void>`, `E.Either<Error, void>`.
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: PORTABLE,
    rules: {
      'no-console': 'error',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-globals': ['error', ...HOST_GLOBALS],
      'no-restricted-syntax': ['error', ENUM, OBSERVABLE_IDENTITY, ...AMBIENT, ...SENTENCES],
    },
  },
  {
    files: ['operators/**/*.ts'],
    rules: {
      // An operator that owns its teardown order subscribes to inner sources from inside a subscription: that is its job.
      'rxjs-x/no-nested-subscribe': 'off',
    },
  },
  {
    files: ['src/monitor/{store,sums}/**/*.ts'],
    rules: {
      // Places in columns of typed arrays are handed out before they are read: `as number` says so where `!` may not, and
      // a `?? 0` on each of millions of reads would hide a place that never was.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  {
    files: ['src/walk/listing.ts'],
    rules: {
      // A Listing is an Observable and an AsyncIterable at once, hence the one subclass of the package.
      'rxjs-x/no-subclass': 'off',
    },
  },
  {
    files: NODE_ROOMS,
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', ENUM, OBSERVABLE_IDENTITY, ...SENTENCES],
    },
  },
  {
    // Commands print; that is what they are for.
    files: ['src/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ENUM, OBSERVABLE_IDENTITY, ...AMBIENT],
      // chai's properties are assertions: `expect(done).to.be.true`.
      '@typescript-eslint/no-unused-expressions': 'off',
      // A test that indexes past the end fails anyway, and says more by its assertion.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // Odd inputs are the point of a test: strings thrown, errors left to surface, subjects driven from outside.
      '@typescript-eslint/only-throw-error': 'off',
      'rxjs-x/throw-error': 'off',
      'rxjs-x/no-ignored-error': 'off',
      'rxjs-x/no-nested-subscribe': 'off',
      'rxjs-x/no-floating-observables': 'off',
      // An empty stream must reject here and fail the test, not turn into a default.
      'rxjs-x/no-ignored-default-value': 'off',
    },
  },
  {
    files: NODE_TESTS,
    rules: { 'no-restricted-syntax': ['error', ENUM, OBSERVABLE_IDENTITY] },
  },
  {
    // Each has a configuration of its own, for who copies it. Here its imports are these sources, as the tests run it.
    files: ['examples/**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: false, project: 'examples/tsconfig.json' },
    },
    rules: {
      // A member of a monitor emits at once, so that there is always a last value.
      'rxjs-x/no-ignored-default-value': 'off',
      // And it never errors.
      'rxjs-x/no-ignored-error': 'off',
    },
  },
  {
    files: TYPE_TESTS,
    rules: {
      // `expectError(…)` holds code that must not compile, so its types are errors; nothing here is ever run.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      'rxjs-x/no-floating-observables': 'off',
      'rxjs-x/no-ignored-error': 'off',
      'rxjs-x/no-ignored-default-value': 'off',
      'rxjs-x/no-unbound-methods': 'off',
    },
  },
  {
    files: SCRIPTS,
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'AbortSignal',
          'performance',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
);
