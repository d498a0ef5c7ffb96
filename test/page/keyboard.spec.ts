import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { serveMonitor, type ServedMonitor } from '../../src/node/gateway/serve-monitor.js';
import type { FakeMonitor } from '../node/gateway/support/fake-monitor.js';
import { everything } from './support/everything.js';
import { go, open, soon, tidied } from './support/opened.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules that are broken, each with the elements that break it; of the whole page, or of a part of it. */
const broken = async (page: Page, theme: string, part = 'html'): Promise<readonly string[]> => {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(AXE);
  // How a page is built is the same in both themes; what can be read is not.
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(theme === 'light'
      ? {}
      : { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }),
  };
  const { violations } = await page.evaluate(
    ([root, run]) =>
      (globalThis as unknown as { axe: { run: (...all: unknown[]) => Promise<AxeResults> } }).axe.run(
        root,
        run,
      ),
    [part, options] as const,
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
};

describe('the page without a mouse, in both themes', () => {
  // Pages are closed before their gateway is.
  tidied('last');
  let fake: FakeMonitor;
  let gateway: ServedMonitor;
  let page: Page;
  before(async () => {
    fake = everything();
    gateway = await serveMonitor(fake, { port: 0, label: 'sandbox' });
    page = await open(gateway.url);
    await page.waitForSelector('.legend li');
  });
  after(async () => {
    await gateway.close();
    fake.close();
  });
  for (const theme of ['light', 'dark'] as const)
    it(`breaks no rule of axe, ${theme}: every state, severity and tone at once`, async () => {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForSelector('.drift tbody tr');
      expect(await page.locator('.source').count()).to.equal(9);
      expect(await page.locator('.findings [data-finding]').count()).to.equal(5);
      expect(await broken(page, theme)).to.deep.equal([]);
      await page.keyboard.press('?');
      await page.waitForSelector('[role=dialog]');
      expect(await broken(page, theme, '[role=dialog]')).to.deep.equal([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('k');
      await page.waitForSelector('.keys tbody tr td');
      expect(await broken(page, theme, 'hw-keys')).to.deep.equal([]);
      await page.keyboard.press('k');
    });

  it('every key of the help does what it says', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await go(page, '/');
    await page.waitForSelector('.findings [data-finding]');
    const search = (): string => new URL(page.url()).search;
    const presses = async (keys: string, expected: string): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
      await soon(() => expect(search(), keys).to.equal(expected));
    };
    await presses('1', '?window=60m');
    await presses('3', '?window=7d');
    await presses('4', '?window=30d');
    await presses('5', '?window=month');
    await presses('2', '');
    await presses('gm', '?by=model');
    await presses('gu', '?by=principal');
    await presses('gj', '?by=project');
    await presses('gp', '?by=provider');
    await presses('gk', '');
    await presses('t', '?measure=tokens');
    await presses('tt', '');
    await presses('s', '?order=-change');
    await page.goBack();
    await soon(() => expect(search()).to.equal(''));
    await presses('k', '?tab=keys');
    // The address changes before the table is there, to which the next key belongs.
    await page.waitForSelector('.keys tbody tr td');
    await presses('s', '?tab=keys&sort=-requests');
    await page.goBack();
    await soon(() => expect(search()).to.equal('?tab=keys'));
    await presses('k', '');
    await page.keyboard.press('f');
    await soon(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('Findings'),
    );
    await page.keyboard.press('/');
    await page.keyboard.type('k1 d?');
    await soon(() => expect(search()).to.equal('?q=k1+d%3F'));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await soon(() => expect(search()).to.equal(''));
    const theme = (): Promise<string | null> => page.getAttribute('html', 'data-theme');
    await page.keyboard.press('d');
    await soon(async () => expect(await theme()).to.equal('dark'));
    await page.keyboard.press('e');
    await soon(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent.trim())).to.equal('CSV'),
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.waitForSelector('[role=dialog]');
    // Keys belong to the dialog while it is open, and its focus stays in it.
    await page.keyboard.press('k');
    for (let turn = 0; turn < 4; turn += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).to.be.true;
    expect(search()).to.equal('');
    await page.getByRole('checkbox').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    expect(search(), 'single keys were switched off').to.equal('');
    await page.reload();
    expect(await theme(), 'the theme is remembered').to.equal('dark');
  });

  it('the chart is stepped through with the arrows, and says what it shows', async () => {
    await go(page, '/');
    await page.waitForSelector('.legend li');
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    const spoken = page.locator('.chart p.sr');
    await soon(async () =>
      expect(await spoken.innerText()).to.match(/^\d\d-\d\d \d\d:00: total ≥?~?\$[\d.]+; /),
    );
    const before = await spoken.innerText();
    await page.keyboard.press('Home');
    await soon(async () => expect(await spoken.innerText()).to.not.equal(before));
  });
});
