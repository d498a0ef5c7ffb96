// Bundles the app of src/ with each bundler, opens it in a headless Chromium (CHROMIUM names the program) and looks at what
// it gets from a sandbox. Prints `ok …` or `not ok …`, one line a check.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startSandbox } from 'headwater/sandbox';
import { bundlers } from './bundle.mjs';
import { serve } from './serve.mjs';
import { counted, lists } from './src/lists.js';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/** What Chromium itself prints of a request that fails; a page cannot keep it from that. */
const NETWORK_WORDS = /^(Failed to load resource: |Access to fetch at .* has been blocked by CORS policy)/;

/** Far more than anything here takes; a check that needs it has failed. */
const PATIENCE_MS = 120_000;

const within = (what, promise) => {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const until = (what, holds) => {
  let ended = false;
  const poll = async () => {
    while (!ended && !holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return within(what, poll()).finally(() => (ended = true));
};

const { exports } = JSON.parse(readFileSync('node_modules/headwater/package.json', 'utf8'));

/** The providers: what has an entry for its endpoints alone. */
const PROVIDERS = Object.keys(exports).flatMap((entry) => /^\.\/(\w+)\/endpoints$/.exec(entry)?.[1] ?? []);

/** How many items the list of a provider has. */
const countOf = (provider, box) => box.control.counts()[provider][counted[provider]];

/** The page under test, and everything that it said since it was last asked. */
const open = async (browser, origin) => {
  const page = await browser.newPage();
  let words = [];
  page.on('console', (message) => words.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => words.push(`error: ${String(error)}`));
  await page.goto(origin);
  await page.waitForFunction(() => globalThis.headwaterTest !== undefined);
  return {
    call: (method, ...args) =>
      within(
        method,
        page.evaluate(([name, given]) => globalThis.headwaterTest[name](...given), [method, args]),
      ),
    said: () => {
      const before = words;
      words = [];
      return before;
    },
    close: () => page.close(),
  };
};

/** What goes well: not a word in the console. */
const quiet = {
  'each provider has a list in src/lists.js': () => {
    assert.deepEqual(Object.keys(lists).sort(), [...PROVIDERS].sort());
  },
  ...Object.fromEntries(
    PROVIDERS.map((name) => [
      `${name}: every item, over several pages, once`,
      async ({ call, box, origin }) => {
        box.control.clearRequests();
        const { ids, error } = await call('walk', name, box[name], { pageSize: 10 });
        assert.equal(error, undefined);
        assert.equal(ids.length, countOf(name, box));
        assert.equal(new Set(ids).size, ids.length);
        const requests = box.control.requests();
        assert.ok(requests.length >= 3, `${requests.length} requests`);
        for (const { headers } of requests) {
          assert.equal(headers.origin, origin);
          assert.equal(headers.cookie, undefined);
        }
      },
    ]),
  ),
  'pages() says how it ended': async ({ call, box }) => {
    const { sizes, end, error } = await call('pages', 'openai', box.openai, { pageSize: 10 });
    assert.deepEqual({ sizes, error }, { sizes: [10, 10, 5], error: undefined });
    assert.deepEqual(end, { _tag: 'Some', value: 'complete' });
  },
  'iteration pulls': async ({ call, box }) => {
    assert.deepEqual(await call('pull', 'openai', box.openai, { pageSize: 10 }), [10, 10, 5]);
  },
  'the operators work': async ({ call, box }) => {
    box.control.clearRequests();
    const change = call('firstChange', box.openai);
    const inserted = until('the first read', () =>
      box.control.requests().some(({ status }) => status === 200),
    ).then(() => box.control.insert('openai', 'users'));
    const [found, key] = await Promise.all([change, inserted]);
    assert.deepEqual(found, { change: 'added', key });
    box.control.remove('openai', 'users', key);
  },
  'a worker walks as a page does': async ({ call, box }) => {
    assert.equal(await call('inWorker', box.openai), countOf('openai', box));
  },
};

const cancelled =
  (fault, ready) =>
  async ({ call, box }) => {
    box.control.clearRequests();
    const { remove } = box.control.faults.add({ fault });
    await call('start', 'openai', box.openai, {});
    await until('the request', () => box.control.requests().some(ready));
    assert.deepEqual(await call('stop', 'openai'), { items: 0, ended: '' });
    await until('the end of the request', () => box.control.requests()[0].aborted);
    remove();
    assert.equal(box.control.requests().length, 1);
  };

/** What goes wrong on purpose: Chromium reports failed requests in the console, and nothing else may stand there. */
const loud = {
  'unsubscribing aborts a request that waits for its reply': cancelled(
    { kind: 'latency', ms: 600_000 },
    ({ provider }) => provider === 'openai',
  ),
  'unsubscribing aborts a body that is on its way': cancelled(
    { kind: 'stall', afterBytes: 20 },
    ({ status }) => status === 200,
  ),
  'a refusal is an HttpError': async ({ call, box }) => {
    box.control.faults.add({ fault: { kind: 'status', status: 403 } });
    const { error } = await call('walk', 'openai', box.openai, {});
    assert.deepEqual([error._tag, error.status, error.attempt], ['HttpError', 403, 1]);
  },
  'a limit is a RateLimitError that read the wait from its header': async ({ call, box }) => {
    box.control.faults.add({ fault: { kind: 'rate-limit', form: 'retry-after-seconds', seconds: 120 } });
    const { error } = await call('walk', 'keygen', box.keygen, {});
    assert.deepEqual([error._tag, error.waitMs], ['RateLimitError', 120_000]);
  },
  'a redirect is not followed': async ({ call, box }) => {
    box.control.faults.add({ fault: { kind: 'redirect', to: 'https://evil.example/' } });
    const { error } = await call('walk', 'openai', box.openai, {});
    assert.deepEqual([error._tag, error.status], ['HttpError', 0]);
  },
  'a body that is cut off and a 503 are asked for again': async ({ call, box }) => {
    for (const fault of [{ kind: 'reset' }, { kind: 'status', status: 503 }]) {
      const { hits } = box.control.faults.add({ fault });
      assert.equal(hits, 0);
      const { ids, error } = await call('walk', 'openai', box.openai, {});
      assert.deepEqual([ids.length, error], [countOf('openai', box), undefined]);
    }
  },
  'a server without CORS is a NetworkError whose advice says so': async ({ call, closed }) => {
    for (const name of PROVIDERS) {
      const { ids, error } = await call('walk', name, closed[name], {});
      assert.deepEqual([name, ids, error?._tag], [name, [], 'NetworkError']);
      assert.match(error.advice, /Perhaps the server does not allow the origin http:\/\/[^ ]+ \(CORS\), or/);
    }
  },
};

const report = async (label, work) => {
  try {
    await work();
    console.log(`ok ${label}`);
  } catch (error) {
    console.log(`not ok ${label}\n${String(error?.stack ?? error)}`);
  }
};

const checkPage = async (bundler, context, page) => {
  const run = async (checks, forgive) => {
    for (const [name, work] of Object.entries(checks)) {
      await report(`${bundler}: ${name}`, async () => {
        try {
          await work({ ...context, call: page.call });
        } finally {
          context.box.control.faults.clear();
        }
        const said = page.said().filter((word) => !forgive(word.replace(/^error: /, '')));
        assert.deepEqual(said, [], 'the console stays empty');
      });
      page.said();
    }
  };
  await run(quiet, () => false);
  await run(loud, (word) => NETWORK_WORDS.test(word));
};

const checkBundler = async (browser, bundler, boxes) => {
  const folder = join(process.cwd(), `bundle-${bundler}`);
  let warnings = [];
  await report(`${bundler}: bundles without a warning`, async () => {
    warnings = await bundlers[bundler](folder);
    assert.deepEqual(warnings, []);
  });
  const server = await serve(folder);
  try {
    const page = await open(browser, server.origin);
    await checkPage(bundler, { ...boxes, origin: server.origin }, page);
    await page.close();
  } finally {
    server.close();
  }
};

const { CHROMIUM: executablePath } = process.env;
const browser = await chromium.launch({ executablePath, args: FLAGS });
const [box, closed] = await Promise.all([
  startSandbox({ scale: 0.05, rateLimits: false, cors: true }),
  startSandbox({ scale: 0.05, rateLimits: false }),
]);
console.log(`# Chromium ${browser.version()}`);
try {
  for (const bundler of Object.keys(bundlers)) await checkBundler(browser, bundler, { box, closed });
} finally {
  await Promise.all([browser.close(), box.close(), closed.close()]);
}
