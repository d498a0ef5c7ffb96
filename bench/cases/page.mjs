// The page of the monitor in Chromium: how soon it shows figures, and how soon a change at a provider.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { filter, firstValueFrom } from 'rxjs';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { buildPage } from '../../scripts/lib/page.mjs';
import { PROVIDERS } from '../../scripts/lib/providers.mjs';
import { load } from '../lib/headwater.mjs';
import { spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const ROOT = join(import.meta.dirname, '../..');

/** Milliseconds between two readings of the list that changes. */
const POLL_MS = 250;
const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** A page that does the least: it opens a websocket, asks for the overview and writes what comes. */
const BARE = {
  'index.html':
    '<!doctype html><title>bare</title><div data-kpi="keys"><p class="big"></p></div><script src="bare.js"></script>',
  'bare.js': `const socket = new WebSocket(location.href.replace(/^http/, 'ws'), ['headwater.v1']);
socket.onopen = () => socket.send(JSON.stringify({ open: 1, view: 'overview' }));
socket.onmessage = ({ data }) => {
  const { value } = JSON.parse(data);
  if (value?.state === 'ready') document.querySelector('.big').textContent = value.credentials.active + ' of ' + value.credentials.total;
};`,
};

/** Notes when the count of keys is first there, and each time it is another one, in Unix milliseconds. */
const WATCH = `(() => {
  const seen = (globalThis.seen = []);
  const look = () => {
    const text = document.querySelector('[data-kpi=keys] .big')?.textContent?.trim() ?? '';
    if (/\\d/.test(text) && text !== seen.at(-1)?.text)
      requestAnimationFrame(() => seen.push({ text, at: performance.timeOrigin + performance.now() }));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
})();`;

const monitored = async (dist) => {
  const [headwater, { createMonitor }, { startSandbox }, { serveMonitor }] = await Promise.all(
    ['src/index.js', 'src/monitor/index.js', 'src/sandbox/index.js', 'src/node/index.js'].map((entry) =>
      load(dist, entry),
    ),
  );
  const box = await startSandbox({ scale: 0.05, rateLimits: false, now: new Date() });
  const sources = PROVIDERS.map((id) =>
    headwater[`${id}Source`](headwater[id](box[id]), id === 'keygen' ? { every: POLL_MS } : {}),
  );
  const monitor = createMonitor(sources, { always: true });
  await firstValueFrom(monitor.overview$.pipe(filter(({ state }) => state === 'ready')));
  return { box, monitor, serveMonitor };
};

/** Waits for the next look; the policy of the page allows no other way. */
const looked = async (page, count) => {
  const end = performance.now() + 60_000;
  while ((await page.evaluate('seen.length')) < count) {
    if (performance.now() > end) throw new Error('the page shows nothing new');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const opened = async (browser, url) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(WATCH);
  const page = await context.newPage();
  await page.goto(url);
  await looked(page, 1);
  const ms = await page.evaluate('seen[0].at - performance.timeOrigin');
  return { page, ms, close: () => context.close() };
};

/** Milliseconds from a change at the provider until it is on the page, without the time to the next reading. */
const changed = async (page, box) => {
  const count = await page.evaluate('seen.length');
  const at = Date.now();
  box.control.insert('keygen', 'licenses');
  await looked(page, count + 1);
  return (await page.evaluate(`seen[${String(count)}].at`)) - at - POLL_MS;
};

const measured = async ({ browser, box, urls, rounds, progress }) => {
  const times = { bare: [], page: [], change: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of ['bare', 'page']) {
      const { page, ms, close } = await opened(browser, urls[name]);
      // The first round warms up.
      if (round > 0) times[name].push(ms);
      if (name === 'page' && round > 0) times.change.push(await changed(page, box));
      await close();
    }
    progress(`round ${String(round)} of ${String(rounds)}`);
  }
  return times;
};

export const run = async ({ dist, quick, rounds = quick ? 3 : 11, progress }) => {
  if (!existsSync(join(dist, 'page')) && (await buildPage({ root: ROOT })).code !== 0)
    throw new Error('the page cannot be built');
  const folder = mkdtempSync(join(tmpdir(), 'headwater-bare-'));
  for (const [name, text] of Object.entries(BARE)) writeFileSync(join(folder, name), text);
  const { box, monitor, serveMonitor } = await monitored(dist);
  const gateways = {
    page: await serveMonitor(monitor, { port: 0 }),
    bare: await serveMonitor(monitor, { port: 0, page: folder }),
  };
  const urls = { page: gateways.page.url, bare: gateways.bare.url };
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ARGS });
  try {
    const times = await measured({ browser, box, urls, rounds, progress });
    const results = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, spread(all)]));
    const row = (label, value) => [label, fixed(value.median, 0), range(value, 0)];
    return {
      tables: [
        {
          title: 'The page of the monitor, in Chromium on loopback',
          columns: ['what', 'ms', 'middle half'],
          rows: [
            row('a page that only opens a websocket: first figure', results.bare),
            row('the page: first figures', results.page),
            row('a change at a provider until it is on the page, minus the poll interval', results.change),
          ],
        },
      ],
      targets: [
        atMost('Page, first figures', results.page.median, 1_000, ' ms', 0),
        atMost('Change at a provider to pixel', results.change.median, 500, ' ms', 0),
      ],
      data: results,
    };
  } finally {
    await browser.close();
    await Promise.all(Object.values(gateways).map((gateway) => gateway.close()));
    monitor.close();
    await box.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
