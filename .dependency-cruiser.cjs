/**
 * The house: a room imports only from floors below it.
 *
 * floor 1  operators, src/http, src/paging, src/records   floor 6   src/checkpoint, src/monitor (knows records and operators only)
 * floor 2  src/codec, src/pace                            floor 7   src/providers/<one folder each>
 * floor 3  src/endpoint                                   floor 8   src/node, src/angular, src/sandbox
 * floor 4  src/request                                    floor 9   src/cluster
 * floor 5  src/walk                                       floor 10  src/cli
 */
const FLOORS = [
  ['http', 'paging', 'records'],
  ['codec', 'pace'],
  ['endpoint'],
  ['request'],
  ['walk'],
  ['checkpoint', 'monitor'],
  ['providers'],
  ['node', 'angular', 'sandbox'],
  ['cluster'],
  ['cli'],
];

/** The last floor whose rooms also run in browsers. */
const LAST_PORTABLE = FLOORS.findIndex((floor) => floor.includes('providers')) + 1;

/** Rooms that also run in browsers: those floors, and the Angular entry above them. */
const PORTABLE = [...FLOORS.slice(0, LAST_PORTABLE), ['angular']];

/** What `exports` and `bin` of package.json lead to. */
const ENTRIES =
  '^(operators/index|src/index|src/providers/[^/]+/index|src/(monitor|sandbox|node|angular|cluster)/index|src/cli/main|' +
  // What `imports` lead to on another platform than this one.
  'src/http/web/(transport|cross-fetch|no-fetch|no-system))[.]ts$';

const rooms = (floors) => `^src/(${floors.flat().join('|')})/`;

/** Floor by floor, everything above is out of reach. */
const upward = FLOORS.slice(0, -1).map((floor, index) => ({
  name: `no-upward-import-from-floor-${String(index + 1)}`,
  comment:
    `A file of floor ${String(index + 1)} (src/${floor.join(', src/')}) imports a room above it. What both need belongs ` +
    'on the lower floor; what only the upper one knows is handed down as a parameter.',
  severity: 'error',
  from: { path: rooms([floor]) },
  to: { path: rooms(FLOORS.slice(index + 1)) },
}));

/** Rooms of one floor do not know each other. */
const sideways = FLOORS.slice(1)
  .filter((floor) => floor.length > 1)
  .map((floor) => ({
    name: `no-sideways-import-on-floor-${String(FLOORS.indexOf(floor) + 1)}`,
    comment: `src/${floor.join(' and src/')} are neighbours: either must be usable, and removable, without the other.`,
    severity: 'error',
    from: { path: `^src/(${floor.join('|')})/` },
    to: { path: rooms([floor]), pathNot: '^src/$1/' },
  }));

module.exports = {
  forbidden: [
    {
      name: 'operators-are-plain',
      comment:
        'operators/ is RxJS vocabulary for any program: it may import its own files, rxjs, io-ts and fp-ts, and nothing ' +
        'else. HTTP, providers and clocks reach it as parameters.',
      severity: 'error',
      from: { path: '^operators/' },
      to: { pathNot: '(^operators|node_modules/rxjs|node_modules/io-ts|node_modules/fp-ts)/' },
    },
    {
      name: 'no-sideways-import-on-floor-1',
      comment:
        'The rooms of the ground floor stand on operators/ alone. One exception is named: a configuration of a paging family that ' +
        'makes no sense is the same error as any other, about the same headers, so src/paging may import src/http/errors.ts, ' +
        'the codes of errors beside it, and src/http/header-fault.ts.',
      severity: 'error',
      from: { path: rooms([FLOORS[0]]) },
      to: { path: rooms([FLOORS[0]]), pathNot: '^src/$1/|^src/http/(errors|error-codes|header-fault)\\.ts$' },
    },
    {
      name: 'only-paging-borrows-errors',
      comment: 'src/http/errors.ts, error-codes.ts and header-fault.ts are lent to src/paging only.',
      severity: 'error',
      from: { path: '^src/records/' },
      to: { path: '^src/http/' },
    },
    {
      name: 'a-monitor-knows-records-only',
      comment:
        'src/monitor also runs in browsers that only watch: it may import its own files, src/records and operators/, and ' +
        'nothing of the core that reads lists. What it needs of a list reaches it as a feed.',
      severity: 'error',
      from: { path: '^src/monitor/' },
      to: { path: '^src/', pathNot: '^src/(monitor|records)/' },
    },
    ...upward,
    ...sideways,
    {
      name: 'providers-do-not-meet',
      comment:
        'A provider imports another provider. Each is one folder that can be added, removed and shaken out of a bundle on ' +
        'its own; what two of them share belongs in src/walk, src/paging or src/codec.',
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/' },
      to: { path: '^src/providers/[^/]+/', pathNot: '^src/providers/$1/' },
    },
    {
      name: 'index-stays-portable',
      comment:
        'src/index.ts is what browsers load: floors 1 to 7 only, never Node, the sandbox, cluster or the command line.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: rooms(FLOORS.slice(LAST_PORTABLE)) },
    },
    {
      name: 'nobody-imports-the-index',
      comment:
        'A room imports the entry that re-exports it: a circle in the making, and it pulls in every provider. Import the ' +
        'file itself. The command line and the sandbox, on top, may use it as users do.',
      severity: 'error',
      from: { path: '^(operators|src)/', pathNot: '^src/(cli|cluster|sandbox|node)/' },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'no-node-below-floor-8',
      comment:
        'operators/, floors 1 to 7 and src/angular run in browsers. Node built-ins belong in src/node, src/sandbox, src/cluster, src/cli, ' +
        'and in src/http/node, the transport of Node.js.',
      severity: 'error',
      from: {
        path: ['^operators/', rooms(PORTABLE), '^src/[^/]+\\.ts$'],
        pathNot: '^src/http/node/',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'undici-stays-in-node',
      comment:
        'undici is the transport of Node.js: of what runs in browsers too, src/http/node alone may import it.',
      severity: 'error',
      from: { path: ['^operators/', rooms(PORTABLE)], pathNot: '^src/http/node/' },
      to: { path: '(^|/)node_modules/undici/' },
    },
    {
      name: 'redis-stays-in-the-cluster',
      comment:
        'bullmq and ioredis are optional peers: whoever has no cluster installs neither, so only src/cluster may import them.',
      severity: 'error',
      from: { path: '^(operators|src)/', pathNot: '^src/cluster/' },
      to: { path: '(^|/)node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'the-platform-is-chosen-by-the-package',
      comment:
        'src/http/node and src/http/web are the two faces of `#transport` in package.json: an import of either would put it into ' +
        'every bundle. Import src/http/default-transport.ts; src/node may hand on what is in src/http/node.',
      severity: 'error',
      from: {
        path: '^(operators|src)/',
        pathNot: '^src/(http/(node|web|default-transport)|node|sandbox|cluster|cli)[/.]',
      },
      to: { path: '^src/http/(node|web)/' },
    },
    {
      name: 'no-circle',
      comment:
        'Files that import each other load in an order nobody chose, and what is undefined depends on who came first.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment:
        'A file of src/ or operators/ that nothing imports and that imports nothing: dead, or forgotten in an index.',
      severity: 'error',
      from: { orphan: true, path: '^(operators|src)/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'no-dead-file',
      comment:
        'No entry of the package leads to this file: it ships, and no user can reach it. Export it, import it, or delete it.',
      severity: 'error',
      from: { path: ENTRIES },
      to: { path: '^(operators|src)/', pathNot: ['[.]d[.]ts$', ENTRIES], reachable: false },
    },
    {
      name: 'no-dev-dependency-in-the-package',
      comment:
        'Shipped code imports a package that users do not get. Make it a dependency or a peer, or move the code to test/.',
      severity: 'error',
      from: { path: '^(operators|src)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        // Peers are installed here as devDependencies too.
        dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional', 'type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'no-undeclared-package',
      comment:
        'A package that package.json does not name: it works here by luck of hoisting, and nowhere else.',
      severity: 'error',
      from: { path: '^(operators|src)/' },
      // An optional peer is also found as one that no package.json names.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], dependencyTypesNot: ['npm-peer'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere: a typing slip, a moved file, or a missing `.js` ending.',
      severity: 'error',
      from: { path: '^(operators|src)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-test-code-in-the-package',
      comment:
        'Shipped code imports from test/, scripts/, bench/ or examples/, which are not in the package.',
      severity: 'error',
      from: { path: '^(operators|src)/' },
      to: { path: '^(test|type-tests|scripts|bench|examples|docs)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
