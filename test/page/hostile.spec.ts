import { expect } from 'chai';
import type { ChangeEvent } from '../../src/monitor/index.js';
import { serveMonitor, type ServedMonitor } from '../../src/node/gateway/serve-monitor.js';
import { FakeMonitor, finding, spendRow } from '../node/gateway/support/fake-monitor.js';
import { everything } from './support/everything.js';
import { go, open, soon, textOf, textsOf, tidied } from './support/opened.js';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>{{constructor}}';

/** What the page hears goes through `twist`, where there is one. */
const TWISTABLE = `
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    get() {
      const text = get.call(this);
      return window.twist === undefined || typeof text !== 'string' ? text : window.twist(text);
    },
  });`;

/** Whole values of a later version of the gateway, in JSON that is valid. */
const TWIST = `
  window.twist = (text) => {
    const message = JSON.parse(text);
    const { value } = message;
    if (value?.spendToday) value.credentials.active = '1';
    if (value?.lines) value.lines[0].values = ['1', {}];
    if (value?.rows?.[0]?.spark) delete value.rows[0].name;
    if (value?.rows?.[0]?.lastUsed) value.rows[0].status = 'paused';
    if (value?.[0]?.enforcement) value[0].limit = null;
    if (value?.[0]?.rule) value.push(null);
    if (value !== undefined && value !== null) value.later = { of: 'a version' };
    return JSON.stringify(message);
  };`;

describe('the page under attack', () => {
  // Pages are closed before their gateway is.
  tidied();
  let fake: FakeMonitor;
  let gateway: ServedMonitor;
  let ends: (() => Promise<void> | void)[] = [];
  beforeEach(async () => {
    fake = new FakeMonitor();
    gateway = await serveMonitor(fake, { port: 0 });
  });
  afterEach(async () => {
    for (const end of ends) await end();
    ends = [];
    await gateway.close();
    fake.close();
  });

  it('names are text wherever they are shown, and an address of a rule is a link only where it is https', async () => {
    fake.rows.next([spendRow('acme/key/k', { name: MARKUP, source: MARKUP })]);
    fake.findings.next([
      finding('f1', { title: MARKUP, subjectName: MARKUP, docs: 'javascript:window.pwned=1' }),
      finding('f2', { rule: 'own', title: MARKUP, docs: 'https://example.com/rules#own' }),
    ]);
    fake.sources.next([
      {
        ...{
          source: MARKUP,
          provider: 'acme',
          feed: MARKUP,
          state: 'down',
          records: 0,
          leftOut: 0,
          requests: 0,
        },
        error: { class: 'down', message: MARKUP },
      } as const,
    ]);
    fake.drift.next([
      {
        ...{ source: MARKUP, feed: MARKUP, path: MARKUP, change: 'retyped', from: MARKUP, to: MARKUP },
        ...{ severity: 'breaking', firstSeen: '2026-11-28T12:00:00.000Z', count: 1 },
      } as const,
    ]);
    // The address makes no sense either.
    const page = await open(gateway.url, {
      path: `/?tab=<b>&window=9y&by=karma&range=9-1&sort=__proto__&key=${encodeURIComponent(MARKUP)}&%E0%A4%A`,
    });
    await soon(async () => expect(await textOf(page, '.spenders tbody th')).to.equal(MARKUP));
    expect(await textOf(page, 'hw-header .chip')).to.include('{{constructor}}');
    await go(page, '/');
    fake.tell(1, { text: MARKUP } satisfies Partial<ChangeEvent>);
    await page.locator('.source').click();
    await soon(async () => {
      expect(await textOf(page, '.drawer tbody tr')).to.include(MARKUP);
      expect(await textOf(page, '.event')).to.include(MARKUP);
      expect(await textsOf(page, '.findings b')).to.deep.equal([MARKUP, MARKUP]);
      expect(await textOf(page, '.drift tbody tr')).to.include(MARKUP);
    });
    expect(await page.locator('img, main script, [href^="javascript"]').count()).to.equal(0);
    const links = page.locator('.findings a');
    expect(await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).to.deep.equal([
      'https://example.com/rules#own',
    ]);
    expect(await page.evaluate('window.pwned')).to.equal(undefined);
  });

  it('what is not understood of a gateway of another version is named, and all else is shown', async () => {
    const other = everything();
    const served = await serveMonitor(other, { port: 0 });
    ends = [() => served.close(), () => other.close()];
    const page = await open(served.url, { before: `${TWISTABLE}${TWIST}` });
    const odd = (): Promise<string> => textOf(page, '[data-odd]');
    await soon(async () =>
      expect(await odd()).to.include('Not shown: findings, limits, overview, series, spend.'),
    );
    for (const panel of ['.chart', '.limits', '.spenders', '.findings', '.kpis'])
      expect(await textOf(page, panel), panel).to.include('not understood');
    expect(await page.locator('.source').count()).to.equal(9);
    expect(await page.locator('.drift tbody tr').count()).to.equal(2);
    await go(page, '/?tab=keys');
    await soon(async () => expect(await textOf(page, '.keys')).to.include('not understood'));
    await go(page, '/');
    await page.evaluate('window.twist = undefined');
    await page.keyboard.press('r');
    await soon(async () => {
      expect(await page.locator('[data-odd]').count()).to.equal(0);
      expect(await textOf(page, '.spenders tbody th')).to.equal('nightly');
    });
  });

  it('a browser that closes its storage to the page, or whose storage is full, shows it all the same', async () => {
    fake.rows.next([spendRow('acme/key/k', { name: 'batch' })]);
    const page = await open(gateway.url, {
      before: `Storage.prototype.getItem = Storage.prototype.setItem = Storage.prototype.removeItem = () => {
        throw new DOMException('no', 'QuotaExceededError');
      };`,
    });
    await soon(async () => expect(await textOf(page, '.spenders tbody th')).to.equal('batch'));
    fake.tell();
    await page.keyboard.press('d');
    await soon(async () => {
      expect(await page.locator('.event').count()).to.equal(1);
      expect(await page.getAttribute('html', 'data-theme')).to.equal('dark');
    });
  });
});
