import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { SourceRow } from '../../src/monitor/index.js';
import { serveMonitor, type ServedMonitor } from '../../src/node/gateway/serve-monitor.js';
import type { FakeMonitor } from '../node/gateway/support/fake-monitor.js';
import { spendRow } from '../node/gateway/support/fake-monitor.js';
import { ManyKeys } from './support/many-keys.js';
import { go, open, soon, textOf, textsOf, tidied } from './support/opened.js';

const MANY = 100_000;

/** No metrics: they would look at the monitor too. */
const SERVED = { port: 0, metrics: false, label: 'sandbox' } as const;

const SOURCE: SourceRow = {
  ...{ source: 'acme', provider: 'acme', feed: 'keys', state: 'ok' },
  ...{ records: 3, leftOut: 0, requests: 1 },
};

describe('the page and its gateway', () => {
  // Pages are closed before their gateway is.
  tidied('last');
  let fake: ManyKeys;
  let gateway: ServedMonitor;
  let page: Page;
  before(async () => {
    fake = new ManyKeys(MANY);
    gateway = await serveMonitor(fake, SERVED);
    page = await open(gateway.url, { path: '/?tab=keys', mayFail: /WebSocket/ });
  });
  after(async () => {
    await gateway.close();
    fake.close();
  });
  const first = (page: Page): Promise<string> => textOf(page, '.keys tbody tr .c-name');

  it('scrolls through 100,000 keys, and asks for those in sight alone', async () => {
    await soon(async () => expect(await first(page)).to.match(/^Key 0 /));
    expect(await textOf(page, '[data-total]')).to.equal('100,000');
    expect(await page.locator('.keys tbody tr').count()).to.be.below(100);
    const rows = page.locator('.rows');
    for (const part of [0.5, 1, 0.25]) {
      await rows.evaluate((element, at) => element.scrollTo({ top: element.scrollHeight * at }), part);
      await soon(async () => {
        const names = await textsOf(page, '.keys tbody tr .c-name span:first-child');
        const places = names.map((name) => Number(name.replace('Key ', '')));
        const wanted = Math.min(MANY - 1, Math.round(MANY * part));
        expect(
          places.some((place) => Math.abs(place - wanted) < 30),
          `${String(wanted)}: ${names.join()}`,
        ).to.be.true;
      });
      expect(fake.open.length, 'views that are open').to.be.at.most(3);
    }
    await rows.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await soon(async () =>
      expect(await textsOf(page, '.keys tbody tr .c-name')).to.include('Key 99999 acme · api token'),
    );
    const [head, box] = [
      await page.locator('.keys thead th').first().boundingBox(),
      await rows.boundingBox(),
    ];
    expect(Math.abs((head?.y ?? 0) - (box?.y ?? 99)), 'the head of the table stays').to.be.below(3);
  });

  const saved = async (page: Page, name: string): Promise<{ file: string; text: string }> => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return { file: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };

  it('the file of the inventory has every key, not only those in sight', async () => {
    fake.count = 1_203;
    await go(page, '/?tab=keys&sort=name');
    await soon(async () => expect(await textOf(page, '[data-total]')).to.equal('1,203'));
    const { text, file } = await saved(page, 'CSV');
    expect(file).to.match(/^headwater-sandbox-keys-/);
    const lines = text.trim().split('\r\n');
    expect(lines).to.have.length(1_204);
    expect(new Set(lines).size).to.equal(1_204);
  });

  const spends = (name: string): void => fake.rows.next([spendRow(`acme/key/${name}`, { name })]);
  const spender = (page: Page): Promise<string> => textOf(page, '.spenders tbody th');

  const hide = (page: Page, hidden: boolean): Promise<unknown> =>
    // As a text: a function would be compiled with helpers that the page does not have.
    page.evaluate(
      `Object.defineProperty(document, 'hidden', { configurable: true, value: ${String(hidden)} });
       document.dispatchEvent(new Event('visibilitychange'));`,
    );

  const watched = ({ watchers }: FakeMonitor): number =>
    [...watchers.now.values()].reduce((sum, count) => sum + count, 0);

  it('asks for nothing while its tab is hidden, and for the present when it is looked at again', async () => {
    spends('before');
    await go(page, '/');
    await soon(async () => expect(await spender(page)).to.equal('before'));
    expect(watched(fake)).to.be.above(5);
    await hide(page, true);
    await soon(() => expect(watched(fake)).to.equal(0));
    spends('after');
    expect(await spender(page)).to.equal('before');
    await hide(page, false);
    await soon(async () => expect(await spender(page)).to.equal('after'));
    expect(await page.locator('.banner').count()).to.equal(0);
  });

  it('files say what they are of, and no cell of theirs is a formula', async () => {
    const cost = [{ amount: '-1.5', currency: 'USD', basis: 'provider_reported' }] as const;
    fake.rows.next(
      ['=1+1', '+1', '-SUM(A1)', '@SUM(A1)', 'a "b", c'].map((name, place) =>
        spendRow(`acme/key/${String(place)}`, { name, cost }),
      ),
    );
    await soon(async () => expect(await spender(page)).to.equal('=1+1'));
    const csv = await saved(page, 'CSV');
    expect(csv.file).to.match(/^headwater-sandbox-spend-by-key-.*\.csv$/);
    const [head = '', ...lines] = csv.text.split('\r\n');
    expect(head.split(',')).to.include.members([
      'name',
      'cost',
      'currency',
      'basis',
      'asOf',
      'missing',
      'label',
    ]);
    expect(lines.map((line) => line.split(',acme/key')[0])).to.deep.equal([
      "'=1+1",
      "'+1",
      "'-SUM(A1)",
      "'@SUM(A1)",
      '"a ""b"", c"',
      '',
    ]);
    expect(lines[0])
      .to.include(',-1.5,USD,provider_reported,')
      .and.match(/sandbox$/);
    const json = JSON.parse((await saved(page, 'JSON')).text) as Record<string, unknown>;
    expect(json).to.include({ window: '24h', label: 'sandbox' }).and.have.property('coverage');
    expect(json['rows']).to.have.length(5);
    const ndjson = (await saved(page, 'NDJSON')).text.trim().split('\n');
    expect(ndjson).to.have.length(6);
    expect(JSON.parse(ndjson[0] ?? '')).to.have.nested.property('about.label', 'sandbox');
  });

  it('is connected while its script is still on the way, by the one websocket that it uses', async () => {
    const page = await open(gateway.url);
    const sockets: string[] = [];
    const sent: string[] = [];
    page.on('websocket', (socket) => {
      sockets.push(socket.url());
      socket.on('framesent', ({ payload }) => sent.push(String(payload)));
    });
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(/main-.*\.js$/, async (route) => {
      await released;
      await route.continue();
    });
    const loaded = page.goto(gateway.url);
    await soon(() => expect(sockets).to.have.length(1));
    expect(sent).to.deep.equal([]);
    release();
    await loaded;
    await soon(async () => expect(await textOf(page, 'hw-header .state')).to.equal('● Live'));
    expect(sockets).to.have.length(1);
    const views = sent.map((text) => (JSON.parse(text) as { readonly view?: string }).view);
    expect(views[0]).to.equal('overview');
    for (const large of ['limits', 'findings'])
      expect(views.indexOf(large), large).to.be.above(views.indexOf('series'));
    await page.context().close();
  });

  it('asks for a token where the gateway does, and never puts it into the address', async () => {
    spends('mine');
    const guarded = await serveMonitor(fake, { port: 0, token: 'opensesame' });
    const page = await open(guarded.url, { mayFail: /WebSocket/ });
    await page.getByLabel('Token').waitFor();
    expect(await textOf(page, 'hw-header .state')).to.equal('✕ Token needed');
    expect(await textOf(page, '.banner')).to.include('The gateway asks for a token.');
    // The field has the focus: what is typed goes there, and is no shortcut.
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await soon(async () => expect(await textOf(page, '.banner')).to.include('The token was refused.'));
    await page.keyboard.type('opensesame');
    await page.keyboard.press('Enter');
    await soon(async () => expect(await spender(page)).to.equal('mine'));
    expect(page.url()).to.not.include('opensesame');
    await page.context().close();
    await guarded.close();
  });

  it('without a connection nothing passes for a figure, however long that takes: no zero, and no "nothing was spent"', async () => {
    const guarded = await serveMonitor(fake, { port: 0, token: 'opensesame' });
    // What a first look that takes ten seconds shows comes at once.
    const hurried =
      'const own = setTimeout; window.setTimeout = (run, ms) => own(run, ms === 10000 ? 0 : ms);';
    const page = await open(guarded.url, { mayFail: /WebSocket/, before: hurried });
    await page.getByLabel('Token').waitFor();
    await page.keyboard.press('Tab');
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
    const shown = await textOf(page, 'main');
    expect(shown).to.include('Waiting for the first figures');
    expect(shown).to.not.match(/nothing to fix|no costs reported|Nothing was spent|No figures|0 active/);
    await page.context().close();
    await guarded.close();
  });

  it('keeps what it shows when the gateway goes away, says so, and is live again when it is back', async () => {
    spends('before');
    const { port } = gateway;
    fake.sources.next([SOURCE]);
    const colourOf = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).color);
    await soon(async () => expect(await spender(page)).to.equal('before'));
    await gateway.close();
    await soon(async () => {
      expect(await textOf(page, '.banner')).to.match(/^Connection lost \d\d:\d\d.* Retry$/s);
      expect(await textOf(page, 'hw-header .state')).to.equal('✕ Offline');
      expect(await page.locator('.spenders .scroll.old').count(), 'dimmed').to.equal(1);
      expect(await colourOf('.source .state'), 'no state is in its colour').to.equal(
        await colourOf('.source > .quiet'),
      );
    });
    expect(await spender(page)).to.equal('before');
    spends('after');
    gateway = await serveMonitor(fake, { ...SERVED, port });
    // It may have come back by itself meanwhile.
    await page.evaluate("document.querySelector('.banner button')?.click()");
    await soon(async () => {
      expect(await spender(page)).to.equal('after');
      expect(await page.locator('.banner').count()).to.equal(0);
    });
    fake.sources.next([]);
  });

  it('loaded without a connection it shows what it showed last, without names of people, and says of when that is', async () => {
    fake.rows.next([
      spendRow('acme/user/u1', {
        name: 'Ana Person',
        ref: { source: 'acme', kind: 'user', id: 'u1' },
        cost: [{ amount: '12.5', currency: 'USD', basis: 'provider_reported' }],
      }),
    ]);
    await go(page, '/?by=principal');
    await soon(async () => expect(await spender(page)).to.equal('Ana Person'));
    await page.routeWebSocket(/./, (socket) => void socket.close());
    await page.reload();
    await soon(async () => {
      expect(await textOf(page, '.banner')).to.match(
        /^No connection, showing the snapshot of \d\d:\d\d, retrying in .* Retry$/,
      );
      expect(await spender(page)).to.equal('u1');
      expect(await textOf(page, '.spenders [data-label=Cost]')).to.equal('$12.50');
      expect(await page.locator('.spenders .scroll.dim').count(), 'dimmed').to.equal(1);
    });
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).to.not.include('Ana');
    // Of another look nothing was kept.
    await go(page, '/?by=model');
    await soon(async () => expect(await page.locator('.spenders .skeleton').count()).to.equal(1));
  });
});
