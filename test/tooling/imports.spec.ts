import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A small house in which every rule is broken once, and its neighbour, which is allowed, stands beside it. */
const HOUSE: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: { 'big.js': '*', undici: '*', bullmq: '*' },
    peerDependencies: { rxjs: '*' },
    devDependencies: { rxjs: '*', chai: '*' },
  }),
  'tsconfig.json': '{ "compilerOptions": { "module": "NodeNext" } }',
  ...Object.fromEntries(
    ['rxjs', 'big.js', 'chai', 'stray', 'undici', 'bullmq'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};'],
    ]),
  ),
  'operators/index.ts': "import './plain.js';",
  'operators/plain.ts': "import 'rxjs'; export const plain = 1;",
  'operators/impure.ts': "import '../src/http/secret.js';",
  'operators/packaged.ts': "import 'big.js';",
  'operators/host.ts': "import 'node:fs';",
  'src/http/secret.ts': "import '../../operators/plain.js'; export interface Secret { a: 1 }",
  'src/http/transport.ts': "import type {} from '../endpoint/page.js';",
  'src/http/default-transport.ts': "import './node/transport.js'; import './web/transport.js';",
  'src/http/node/transport.ts': "import 'undici'; import 'node:zlib';",
  'src/http/web/transport.ts': "import '../secret.js';",
  'src/http/dispatch.ts': "import 'undici';",
  'src/http/queue.ts': "import 'bullmq';",
  'src/cluster/queue.ts': "import 'bullmq';",
  'src/endpoint/platform.ts': "import '../http/node/transport.js';",
  'src/codec/secretly.ts': "import '../http/secret.js';",
  'src/paging/sideways.ts': "import '../http/transport.js';",
  'src/pace/waits.ts': 'export const waits = 1;',
  'src/codec/paced.ts': "import '../pace/waits.js';",
  'src/request/upward.ts': "import '../walk/upward.js';",
  'src/walk/upward.ts': "import '../checkpoint/store.js';",
  'src/checkpoint/store.ts': 'export const store = 1;',
  'src/records/borrower.ts': "import '../http/errors.js';",
  'src/http/errors.ts': 'export const errors = 1;',
  'src/records/tested.ts': "import 'chai';",
  'src/records/stray.ts': "import 'stray';",
  'src/records/money.ts': "import 'big.js';",
  'src/records/fixture.ts': "import '../../test/fixture.js';",
  'src/endpoint/page.ts': "import './walk.js';",
  'src/endpoint/walk.ts': "import './page.js';",
  'src/endpoint/upward.ts': "import '../providers/cobo/index.js';",
  'src/endpoint/lost.ts': "import './nowhere.js';",
  'src/providers/cobo/index.ts': "import '../../endpoint/page.js'; import '../../http/default-transport.js';",
  'src/providers/openai/index.ts': "import '../cobo/index.js';",
  'src/monitor/files.ts': "import 'node:fs/promises';",
  'src/monitor/reader.ts': "import '../endpoint/page.js';",
  'src/providers/keygen/entry.ts': "import '../../index.js';",
  'src/live/lonely.ts': 'export const lonely = 1;',
  'src/live/forgotten.ts': "import '../endpoint/page.js';",
  'src/node/gateway.ts': "import 'node:http';",
  'src/angular/host.ts': "import 'node:os'; import 'undici';",
  'src/sandbox/server.ts': "import '../node/gateway.js';",
  'src/cluster/worker.ts': "import '../cli/main.js';",
  'src/cli/main.ts':
    "import '../node/gateway.js'; import '../providers/cobo/index.js'; import '../codec/secretly.js'; import '../records/money.js';",
  'src/index.ts': "import './node/gateway.js'; import './providers/cobo/index.js';",
  'test/fixture.ts': 'export const fixture = 1;',
};

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const build = (folder: string): void => {
  for (const [path, text] of Object.entries(HOUSE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const cruise = (folder: string): Promise<Violation[]> =>
  new Promise((resolve, reject) => {
    const args = [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'operators', 'src'],
    ];
    // The exit code is not asked: violations are what the house was built for.
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr, { cause: error }));
      else resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
    });
  });

describe('the house', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-house-'));
  let found: string[] = [];

  before(async function () {
    this.timeout(0);
    build(folder);
    found = (await cruise(folder)).map(({ rule, from }) => `${rule.name}: ${from}`);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const bites: readonly (readonly [rule: string, from: string])[] = [
    ['operators-are-plain', 'operators/impure.ts'],
    ['operators-are-plain', 'operators/packaged.ts'],
    ['operators-are-plain', 'operators/host.ts'],
    ['no-node-below-floor-8', 'operators/host.ts'],
    ['no-node-below-floor-8', 'src/monitor/files.ts'],
    ['no-node-below-floor-8', 'src/angular/host.ts'],
    ['undici-stays-in-node', 'src/angular/host.ts'],
    ['no-sideways-import-on-floor-1', 'src/paging/sideways.ts'],
    ['only-paging-borrows-errors', 'src/records/borrower.ts'],
    ['no-upward-import-from-floor-1', 'src/http/transport.ts'],
    ['no-upward-import-from-floor-3', 'src/endpoint/upward.ts'],
    ['no-upward-import-from-floor-4', 'src/request/upward.ts'],
    ['no-upward-import-from-floor-5', 'src/walk/upward.ts'],
    ['no-sideways-import-on-floor-2', 'src/codec/paced.ts'],
    ['no-upward-import-from-floor-9', 'src/cluster/worker.ts'],
    ['a-monitor-knows-records-only', 'src/monitor/reader.ts'],
    ['no-sideways-import-on-floor-8', 'src/sandbox/server.ts'],
    ['providers-do-not-meet', 'src/providers/openai/index.ts'],
    ['index-stays-portable', 'src/index.ts'],
    ['nobody-imports-the-index', 'src/providers/keygen/entry.ts'],
    ['undici-stays-in-node', 'src/http/dispatch.ts'],
    ['redis-stays-in-the-cluster', 'src/http/queue.ts'],
    ['the-platform-is-chosen-by-the-package', 'src/endpoint/platform.ts'],
    ['no-circle', 'src/endpoint/page.ts'],
    ['no-orphan', 'src/live/lonely.ts'],
    ['no-dead-file', 'src/live/forgotten.ts'],
    ['no-dev-dependency-in-the-package', 'src/records/tested.ts'],
    ['no-undeclared-package', 'src/records/stray.ts'],
    ['no-test-code-in-the-package', 'src/records/fixture.ts'],
    ['resolvable', 'src/endpoint/lost.ts'],
  ];

  for (const [rule, from] of bites) {
    it(`${rule} catches ${from}`, () => {
      expect(found).to.include(`${rule}: ${from}`);
    });
  }

  const allowed = [
    'operators/index.ts',
    'operators/plain.ts',
    'src/http/secret.ts',
    'src/http/default-transport.ts',
    'src/http/node/transport.ts',
    'src/codec/secretly.ts',
    'src/records/money.ts',
    'src/providers/cobo/index.ts',
    'src/node/gateway.ts',
    'src/cli/main.ts',
  ];

  for (const from of allowed) {
    it(`lets ${from} be`, () => {
      expect(found.filter((line) => line.endsWith(`: ${from}`))).to.deep.equal([]);
    });
  }
});
