// Takes the pictures of the README: the page of the monitor over the sandbox, at a point in time that is always the same.
// `npm run build && node scripts/page.mjs && node scripts/screenshots.mjs`; it takes the Chromium that the tests take.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { asyncScheduler, filter, firstValueFrom } from 'rxjs';
import { ensureChromium } from './lib/chromium.mjs';
import { PROVIDERS } from './lib/providers.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = (path) => import(join(root, 'dist/src', path));
const [headwater, { serveMonitor }, { createMonitor }, { startSandbox }] = await Promise.all(
  ['index.js', 'node/index.js', 'monitor/index.js', 'sandbox/index.js'].map(built),
);

/** Looks: name, place, theme, width and height. */
const LOOKS = [
  ['monitor', '/', 'light', 1200, 720],
  ['monitor-dark', '/?window=7d&by=model', 'dark', 1200, 720],
  ['monitor-keys', '/?tab=keys&view=owner-gone', 'light', 1200, 560],
];

const box = await startSandbox({ scale: 0.05, rateLimits: false, incidents: true });
const monitor = createMonitor(
  PROVIDERS.map((id) =>
    headwater[`${id}Source`](headwater[id](box[id]), id === 'cobo' ? { every: 500 } : {}),
  ),
  {
    scheduler: {
      now: () => box.control.now().getTime(),
      schedule: asyncScheduler.schedule.bind(asyncScheduler),
    },
    frameMs: 0,
    always: true,
  },
);
await firstValueFrom(monitor.overview$.pipe(filter(({ state }) => state === 'ready')));
// The credential of one account is refused, so that the picture shows what that looks like.
box.control.faults.add({ provider: 'cobo', times: Infinity, fault: { kind: 'status', status: 401 } });
await firstValueFrom(monitor.sources$.pipe(filter((rows) => rows.some(({ state }) => state === 'auth'))));

const gateway = await serveMonitor(monitor, { port: 0, label: 'sandbox' });
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
mkdirSync(join(root, 'docs/images'), { recursive: true });
for (const [name, path, colorScheme, width, height] of LOOKS) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
  await page.goto(new URL(path, gateway.url).href);
  await page.waitForSelector('.legend li, .keys tbody tr td');
  await page.waitForSelector('.findings [data-finding], .keys tbody tr td');
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
  await page.close();
}
await browser.close();
await gateway.close();
monitor.close();
await box.close();
