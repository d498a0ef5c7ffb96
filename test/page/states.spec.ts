import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { LimitRow, Overview, SourceRow, SourceState } from '../../src/monitor/index.js';
import { serveMonitor, type ServedMonitor } from '../../src/node/gateway/serve-monitor.js';
import { FakeMonitor, finding, spendRow } from '../node/gateway/support/fake-monitor.js';
import { atLeast } from './support/dollars.js';
import { go, open, soon, textOf, textsOf, tidied } from './support/opened.js';
import { sandboxed, type Sandboxed } from './support/sandboxed.js';

describe('states of the page, by what happens in the sandbox', () => {
  // Pages are closed before their gateway is.
  tidied('last');
  let seen: Sandboxed;
  let page: Page;
  before(async () => {
    // All but one are read each minute; that one, the largest, stays as it was first read.
    const minute = 60_000;
    seen = await sandboxed(
      { incidents: true },
      { openai: 60 * minute, keywordsai: minute, keygen: minute, cobo: minute },
    );
    page = await open(seen.gateway.url);
  });
  after(() => seen.close());
  const card = (source: string): Promise<string> => textOf(page, `.source:has(b:text-is("${source}"))`);

  it('says that its figures are of a sandbox', async () => {
    expect(await textOf(page, 'hw-header .demo')).to.equal('SANDBOX');
    await soon(async () => expect(await textOf(page, 'hw-header .state')).to.equal('● Live'));
  });

  it('a provider that is down: figures are floors, the missing one is named, none is blanked', async () => {
    const before = await textOf(page, '[data-kpi=today] .big');
    expect(before).to.match(/^\$/);
    const exact = (await page.getAttribute('[data-kpi=today] .big', 'title'))?.replace(' USD', '') ?? '';
    seen.box.control.faults.add({
      provider: 'keywordsai',
      times: Infinity,
      fault: { kind: 'status', status: 503 },
    });
    await seen.minutes(2);
    await soon(async () => {
      expect(await card('keywordsai')).to.match(/✕ Down .*retry .*No reply/);
      expect(await textOf(page, '[data-kpi=today] .big')).to.equal(atLeast(exact));
      expect(await textOf(page, '[data-kpi=today] .badge')).to.match(/^1 of 2 sources/);
    });
    expect(await page.getAttribute('[data-kpi=today] .badge', 'title')).to.equal('Missing: keywordsai');
    await page.locator('.source', { hasText: 'keywordsai' }).click();
    await soon(async () => expect((await textsOf(page, '.drawer tbody tr')).join()).to.include('503'));
    await page.locator('.source', { hasText: 'keywordsai' }).click();
    seen.box.control.faults.clear();
  });

  it('a provider that asks to wait: until when, and that no other waits', async () => {
    seen.box.control.faults.add({
      provider: 'keywordsai',
      fault: { kind: 'rate-limit', form: 'body', seconds: 90 },
    });
    await seen.minutes(4);
    await soon(async () => {
      expect(await card('keywordsai')).to.match(/◆ Rate limited .*retry \d+:\d\d .*Other sources/);
      expect(await card('openai')).to.include('● OK');
    });
  });

  it('a credential that is refused: what to do; the figures of the others stay', async () => {
    seen.box.control.faults.add({
      provider: 'cobo',
      times: Infinity,
      fault: { kind: 'status', status: 401 },
    });
    await seen.minutes(3);
    await soon(async () => {
      expect(await card('cobo')).to.match(/✕ Auth failed .*retry .*The API key is refused/);
      expect(await textOf(page, 'hw-header .state')).to.equal('▲ Partial');
      // Keywords AI still waits.
      expect(await textOf(page, '[data-kpi=today] .big')).to.match(/^≥\$\d/);
      expect(await textOf(page, '[data-kpi=keys] .badge')).to.equal('2 of 4 sources OK');
    });
    await go(page, '/?tab=keys');
    await soon(async () => expect(await textOf(page, '.keys header .badge')).to.match(/^2 of 4 sources/));
    expect(await page.getAttribute('.keys header .badge', 'title')).to.equal('Missing: keywordsai, cobo');
    await go(page, '/');
  });

  it('a field that changed its type is drift, and the rest of the list is shown', async () => {
    seen.box.control.faults.add({
      provider: 'keygen',
      path: '/products',
      times: Infinity,
      fault: {
        kind: 'drift',
        add: { 'attributes.edition': 'pro' },
        retype: { 'attributes.name': 'number' },
      },
    });
    await seen.minutes(3);
    await soon(async () => {
      const rows = await textsOf(page, '.drift tbody tr');
      expect(rows.join()).to.match(/keygen products attributes\.edition new: string info/);
      expect(rows.join()).to.match(/keygen products attributes\.name string \| null → number breaking/);
      expect(await card('keygen')).to.include('▲ Partial');
      expect(await textOf(page, '.drift header .badge')).to.equal(String(rows.length));
    });
    // Products are the projects of keys: that table says so, and no figure of money does.
    expect(await page.locator('hw-kpis [data-drift], hw-spenders [data-drift]').count()).to.equal(0);
    await go(page, '/?tab=keys');
    await soon(async () => {
      expect(await page.getAttribute('hw-keys [data-drift]', 'title')).to.include(
        'keygen products: attributes.name retyped',
      );
      expect(await page.locator('.keys tbody tr').count(), 'keys that are shown').to.be.above(0);
    });
    await go(page, '/');
  });

  it('what comes in a pause is counted, held back, and shown after it', async () => {
    const events = page.locator('.event');
    await page.locator('main').focus();
    await page.keyboard.press(' ');
    await soon(async () => expect(await textOf(page, 'hw-header .state')).to.equal('❚❚ Paused'));
    const before = await events.count();
    const drifts = await page.locator('.drift tbody tr').count();
    seen.box.control.insert('keygen', 'licenses');
    await seen.minutes(2);
    await soon(async () => expect(await textOf(page, 'hw-header .count')).to.match(/^\+[1-9]/));
    expect(await events.count()).to.equal(before);
    await page.keyboard.press(' ');
    await soon(async () => {
      expect(await page.locator('hw-header .count').count()).to.equal(0);
      expect(await events.count()).to.be.above(before);
    });
    expect(await page.locator('.drift tbody tr').count()).to.equal(drifts);
  });

  it('what changed is there with its kind, as it happens', async () => {
    const kinds = await page
      .locator('.event')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-kind')));
    expect(kinds).to.include('created');
  });

  it('what the filter leaves nothing of is not the same as nothing, and one click clears it', async () => {
    await go(page, '/?q=nothing-of-this-name');
    await soon(async () => expect(await textOf(page, '.findings')).to.include('Nothing fits the filter.'));
    await page.locator('.findings').getByRole('button', { name: 'Clear 1 filter' }).click();
    await soon(async () => expect(await page.locator('.findings [data-finding]').count()).to.be.above(0));
    expect(new URL(page.url()).search).to.equal('');
    await go(page, '/?tab=keys&q=nothing-of-this-name&provider=openai');
    await soon(async () => expect(await textOf(page, '.keys')).to.include('Clear 2 filters'));
    await page.getByRole('button', { name: 'Clear 2 filters' }).click();
    await soon(async () => expect(await page.locator('.keys tbody tr').count()).to.be.above(0));
  });
});

const coverage = { included: ['acme'], missing: [] };
const none = { quality: 'reported', coverage } as const;
const bare: Overview = {
  state: 'ready',
  spendToday: none,
  monthToDate: none,
  burnPerHour: { m15: none, h1: none, h24: none },
  monthEnd: none,
  tokensPerMinute: none,
  requestsPerMinute: none,
  credentials: { active: 0, total: 0, neverUsed: 0 },
  findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  sources: { ok: 1, total: 1 },
};

const source = (state: SourceState, more: Partial<SourceRow> = {}): SourceRow => ({
  source: `a-${state}`,
  provider: 'acme',
  feed: 'keys',
  state,
  records: 3,
  leftOut: 0,
  requests: 1,
  ...more,
});

describe('states of the page, by what a gateway sends', () => {
  // Pages are closed before their gateway is.
  tidied('last');
  let fake: FakeMonitor;
  let gateway: ServedMonitor;
  let page: Page;
  before(async () => {
    fake = new FakeMonitor();
    fake.sources.next([
      source('reading', { source: 'acme' }),
      source('ok', { source: 'acme', feed: 'users' }),
    ]);
    gateway = await serveMonitor(fake, { port: 0 });
    page = await open(gateway.url);
  });
  after(async () => {
    await gateway.close();
    fake.close();
  });
  it('reading: bones of the final size, and what is being read', async () => {
    await soon(async () => expect(await page.locator('.kpis .bone').count()).to.equal(12));
    expect(await textOf(page, '.chart .skeleton p')).to.equal('Reading acme (1 of 2 lists)…');
    const height = await page.locator('.kpis').evaluate((all) => all.clientHeight);
    fake.overview.next(bare);
    await soon(async () => expect(await page.locator('.kpis .bone').count()).to.equal(0));
    expect(await page.locator('.kpis').evaluate((all) => all.clientHeight)).to.be.within(
      height - 12,
      height + 12,
    );
  });

  it('nothing there: the cause in words, never a zero', async () => {
    fake.overview.next(bare);
    await soon(async () => {
      expect(await textOf(page, '[data-kpi=today]')).to.equal('Spend today – no costs reported');
      expect(await textOf(page, '[data-kpi=end]')).to.include('needs 3 complete days');
      expect(await textOf(page, '.limits')).to.include('No provider reports a limit');
      expect(await textOf(page, '.findings')).to.include('Nothing needs attention');
      expect(await textOf(page, '.events')).to.include('The first reading of a list is a baseline');
      expect(await textOf(page, '.drift')).to.include('as the providers document them');
      expect(await textOf(page, '.spenders')).to.include('Nothing was spent');
    });
    await go(page, '/?tab=keys');
    await soon(async () => expect(await textOf(page, '.keys')).to.include('No source has reported a key'));
    expect(await page.locator('hw-header .demo').count()).to.equal(0);
    await go(page, '/');
  });

  it('each state of a source has its word and its shape', async () => {
    const words: Readonly<Record<SourceState, string>> = {
      reading: '○ Reading',
      ok: '● OK',
      slow: '▲ Slow',
      partial: '▲ Partial',
      stale: '▲ Stale',
      auth: '✕ Auth failed',
      forbidden: '✕ No permission',
      rate_limited: '◆ Rate limited',
      down: '✕ Down',
    };
    const states = Object.keys(words) as SourceState[];
    fake.sources.next(states.map((state) => source(state)));
    await soon(async () =>
      expect(await textsOf(page, '.source hw-state')).to.deep.equal(Object.values(words)),
    );
  });

  it('a permission that is missing is named, and no sentence of the provider is turned into markup', async () => {
    const error = {
      class: 'forbidden',
      message: '<b>no</b>',
      status: 403,
      missingScope: 'api.usage.read',
    } as const;
    fake.sources.next([source('forbidden', { error, gives: ['limit', 'cost'] })]);
    await soon(async () => expect(await textOf(page, '.source')).to.include('Needs api.usage.read.'));
    await page.locator('.source').click();
    await soon(async () =>
      expect(await textOf(page, '.drawer [data-label=Error]')).to.include('403: <b>no</b>'),
    );
    expect(await textOf(page, '.drawer [data-label=Permission]')).to.equal('needs api.usage.read');
    // Panels that rest on that list alone say it in place of what they would show.
    expect(await textOf(page, '.limits')).to.include('✕ No permission a-forbidden: Needs api.usage.read.');
    expect(await textOf(page, '[data-kpi=today]')).to.include('a-forbidden: Needs api.usage.read.');
    expect(await textOf(page, '.drift')).to.include('as the providers document them');
  });

  it('an estimate is marked, and stands beside what is reported, never in it', async () => {
    fake.rows.next([
      spendRow('acme/key/a', {
        cost: [
          { amount: '2', currency: 'USD', basis: 'estimated' },
          { amount: '1.5', currency: 'USD', basis: 'provider_reported' },
          { amount: '3', currency: 'EUR', basis: 'provider_gateway' },
        ],
        spark: [1, null, 0, 0],
      }),
    ]);
    await soon(async () =>
      expect(await textOf(page, '.spenders [data-label=Cost]')).to.equal('$1.50 €3.00 ~$2.00'),
    );
    expect(await page.getAttribute('.spenders [data-label=Cost]', 'title')).to.equal('1.5 USD, reported');
    expect(await page.getAttribute('.spenders [data-label=Cost] .also', 'title')).to.match(
      /^3 EUR, gateway; 2 USD, estimated .*tokens × what a token cost/,
    );
    // By the clock of the data: the first quarter of a day that ends now.
    expect(await textOf(page, '.spenders [data-label="Last seen"]')).to.equal('18 h ago');
  });

  it('a floor is cut, wherever it is shown: it says no more than is known', async () => {
    const floor = <A>(value: A) => ({ value, quality: 'floor', coverage: none.coverage }) as const;
    const usd = (amount: string) => [{ amount, currency: 'USD', basis: 'provider_reported' }] as const;
    fake.overview.next({
      ...bare,
      spendToday: floor(usd('12.346')),
      monthToDate: floor(usd('19990')),
      burnPerHour: { m15: floor(usd('1.999')), h1: floor(usd('2.999')), h24: none },
      tokensPerMinute: floor(48_190),
      requestsPerMinute: floor(1_999),
    });
    await soon(async () => {
      expect(await textOf(page, '[data-kpi=today] .big')).to.equal('≥$12.34');
      expect(await textOf(page, '[data-kpi=month] .big')).to.equal('≥$19.9K');
      expect(await textOf(page, '[data-kpi=burn]')).to.match(/≥\$2\.99\/h .*15 min ≥\$1\.99/);
      expect(await textOf(page, '[data-kpi=rate]')).to.match(/≥48\.1K .*≥1\.9K requests a minute/);
    });
    expect(await page.getAttribute('[data-kpi=today] .big', 'title'), 'no source is missing').to.match(
      /^12\.346 USD, at least: a list does not reach back/,
    );
  });

  it('of several currencies one may come first, and the address says which', async () => {
    const amount = (text: string, currency: string) =>
      ({ amount: text, currency, basis: 'provider_reported' }) as const;
    expect(await page.locator('hw-header select').count()).to.equal(0);
    fake.overview.next({ ...bare, spendToday: { ...none, value: [amount('2', 'USD'), amount('1', 'EUR')] } });
    const today = (): Promise<string> => textOf(page, '[data-kpi=today]');
    await soon(async () => expect(await today()).to.match(/^Spend today \$2\.00 reported €1\.00 reported/));
    await page.getByLabel('Currency that comes first').selectOption('EUR');
    await soon(async () => expect(await today()).to.match(/^Spend today €1\.00 reported \$2\.00 reported/));
    expect(new URL(page.url()).search).to.equal('?currency=EUR');
    await go(page, '/');
  });

  it('the burn rate is held against what an hour may cost so that the budget lasts', async () => {
    const budget: LimitRow = {
      ...{ uid: 'acme/limits/1', provider: 'acme', source: 'acme', resource: 'limits', revision: 0 },
      ...{ observedAt: '2026-11-28T12:00:00.000Z', type: 'limit', name: 'budget of November' },
      ...{ subject: { source: 'acme', kind: 'organization', id: 'org' }, measure: 'cost', period: 'month' },
      ...{ limit: { amount: '720', currency: 'USD' }, enforcement: 'hard', quality: 'reported' },
    };
    fake.limits.next([budget]);
    const hour = { ...none, value: [{ amount: '2', currency: 'USD', basis: 'provider_reported' }] } as const;
    fake.overview.next({ ...bare, burnPerHour: { m15: none, h1: hour, h24: none } });
    await soon(async () =>
      expect(await textOf(page, '[data-kpi=burn] .sub')).to.match(/^\+100% against the budget 15 min/),
    );
    expect(await page.getAttribute('[data-kpi=burn] .sub b', 'title')).to.equal(
      'budget of November: $1.00 an hour would use it up',
    );
  });

  it('a finding can be snoozed here with a reason, and comes back when it is woken', async () => {
    fake.findings.next([
      finding('f1', {
        title: 'Key is idle',
        evidence: [{ text: 'It spent 2408.491561825 USD of 25 USD.', refs: [] }],
      }),
      finding('f2', { rule: 'key.old', title: 'Key is old' }),
    ]);
    const evidence = page.locator('[data-finding]', { hasText: 'Key is idle' }).locator('p[title]').last();
    await soon(async () => expect(await evidence.innerText()).to.equal('It spent $2,408.49 of $25.00.'));
    expect(await evidence.getAttribute('title')).to.equal('It spent 2408.491561825 USD of 25 USD.');
    await page.getByRole('button', { name: /Snooze Key is idle/ }).click();
    await page.getByPlaceholder('reason').fill('on holiday');
    await page.getByRole('button', { name: 'Snooze here' }).click();
    await soon(async () => expect(await textsOf(page, '[data-finding] b')).to.deep.equal(['Key is old']));
    await page.reload();
    await page.getByRole('button', { name: '1 snoozed' }).click();
    await soon(async () => expect(await textOf(page, '[data-finding]')).to.include('snoozed: on holiday'));
    await page.getByRole('button', { name: 'Wake' }).click();
    await soon(async () => expect(await page.locator('[data-finding]').count()).to.equal(2));
  });

  it('what rests on a list that is out of date is dimmed, and the head says how old it is; the rest is as it was', async () => {
    const dimmed = (): Promise<readonly boolean[]> =>
      Promise.all(
        ['.kpis', '.chart .surface', '.spenders .scroll', '.limits .bars'].map((panel) =>
          page.locator(panel).evaluate((element) => element.classList.contains('old')),
        ),
      );
    const cost = [{ amount: '2', currency: 'USD', basis: 'provider_reported' }] as const;
    const asOf = '2026-11-28T11:38:00.000Z';
    fake.overview.next({ ...bare, spendToday: { value: cost, quality: 'reported', asOf, coverage } });
    fake.chart.next({
      ...{
        state: 'ready',
        from: asOf,
        to: '2026-11-28T13:38:00.000Z',
        stepMs: 3_600_000,
        open: true,
        coverage,
      },
      lines: [{ id: 'a', name: 'a', currency: 'USD', basis: 'provider_reported', values: [1, 2] }],
    });
    fake.rows.next([spendRow('acme/key/a')]);
    fake.limits.next([
      {
        ...{ uid: 'l', provider: 'acme', source: 'acme', resource: 'limits', observedAt: asOf, revision: 0 },
        ...{
          type: 'limit',
          subject: { source: 'acme', kind: 'organization', id: 'org' },
          measure: 'requests',
        },
        ...{ limit: 9, period: 'month', enforcement: 'hard', name: 'requests limit', quality: 'reported' },
      },
    ]);
    fake.sources.next([source('ok', { gives: ['cost'] })]);
    await soon(async () => expect(await dimmed()).to.deep.equal([false, false, false, false]));
    expect(await textOf(page, 'hw-header .asof')).to.not.include('old');
    fake.sources.next([source('stale', { gives: ['cost'] }), source('ok', { gives: ['limit'] })]);
    await soon(async () => {
      expect(await dimmed()).to.deep.equal([true, true, true, false]);
      expect(await textOf(page, 'hw-header .asof')).to.match(/^as of 11:38:00\s*\(\d+ \w+ old\)/);
    });
    fake.sources.next([source('ok', { gives: ['cost'] })]);
    await soon(async () => expect(await dimmed()).to.deep.equal([false, false, false, false]));
  });
});
