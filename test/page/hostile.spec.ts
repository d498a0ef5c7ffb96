import { expect } from 'chai';
import type { ChangeEvent } from '../../src/monitor/index.js';
import { serveMonitor, type ServedMonitor } from '../../src/node/gateway/serve-monitor.js';
import { FakeMonitor, finding, spendRow } from '../node/gateway/support/fake-monitor.js';
import { open, soon, textOf, textsOf, tidied } from './support/opened.js';

const MARKUP = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>{{constructor}}';

describe('the page under attack', () => {
  let fake: FakeMonitor;
  let gateway: ServedMonitor;
  beforeEach(async () => {
    fake = new FakeMonitor();
    gateway = await serveMonitor(fake, { port: 0 });
  });
  afterEach(async () => {
    await gateway.close();
    fake.close();
  });
  tidied();

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
