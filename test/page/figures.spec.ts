import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { ProviderId, SpendBy } from '../../src/sandbox/index.js';
import { sumMoney, type Money } from '../../src/monitor/index.js';
import { atLeast, dollars } from './support/dollars.js';
import { go, open, soon, textOf, textsOf, tidied } from './support/opened.js';
import { sandboxed, type Sandboxed } from './support/sandboxed.js';

const DAY_MS = 86_400_000;

describe('the figures on the page are the sums of the sandbox', () => {
  // Pages are closed before their gateway is.
  tidied('last');
  let seen: Sandboxed;
  let page: Page;
  before(async () => {
    seen = await sandboxed();
    page = await open(seen.gateway.url);
  });
  after(() => seen.close());
  const sums = (
    provider: ProviderId,
    by: SpendBy,
    days = 0,
  ): readonly { id: string | null; amount: string; requests: number }[] => {
    const to = new Date(seen.box.control.now().getTime() + 1);
    const from = new Date((Math.floor(to.getTime() / DAY_MS) - days) * DAY_MS);
    return seen.box.control.spend(provider, by, { from, to });
  };

  const total = (provider: ProviderId, days = 0): string => {
    const amounts = sums(provider, 'key', days).map(({ amount }): Money => ({ amount, currency: 'USD' }));
    return sumMoney(amounts)[0]?.amount ?? '0';
  };

  it('spend today and this month, in kinds that never add up', async () => {
    await go(page, '/');
    const [reported, metered] = [total('openai'), total('keywordsai')];
    const dayOfMonth = seen.box.control.now().getUTCDate();
    await soon(async () => {
      expect(await textOf(page, '[data-kpi=today] .big')).to.equal(dollars(reported));
      expect(await textOf(page, '[data-kpi=today] .sub')).to.equal(`reported ${dollars(metered)} gateway`);
      const month = await textOf(page, '[data-kpi=month] .big');
      // Keywords AI keeps logs of some days only: a month is a floor.
      expect(month).to.equal(atLeast(total('openai', dayOfMonth - 1)));
    });
    expect(await page.getAttribute('[data-kpi=today] .big', 'title')).to.equal(`${reported} USD`);
  });

  it('how many requests of its limit a source has used, at least', async () => {
    await go(page, '/');
    const rows = await seen.set.see(seen.set.monitor.limits$);
    const row = rows.find(({ uid }) => uid === 'keywordsai/requestLimits/60000');
    expect(row, 'the limit that the vendor documents').to.include({ limit: 60, quality: 'floor' });
    await soon(async () => {
      expect(await textsOf(page, '.source .allowance')).to.deep.equal([
        `≥${String(Number(row?.used))} of 60 a minute`,
      ]);
    });
    const title = await page.getAttribute('.source .allowance', 'title');
    expect(title).to.match(/^requests limit, a minute: ≤\d+ left · as of \d\d:\d\d:\d\d$/);
  });

  it('how many keys there are, and how many sources are well', async () => {
    await go(page, '/');
    const table = await seen.set.see(seen.set.monitor.credentials({ limit: 500 }));
    const active = table.rows.filter(({ status }) => status === 'active').length;
    await soon(async () => {
      expect(await textOf(page, '[data-kpi=keys] .big')).to.equal(
        `${String(active)} active of ${String(table.total)}`,
      );
      expect(await textOf(page, '[data-kpi=keys] .badge')).to.equal('4 of 4 sources OK');
      expect(await textsOf(page, '.source hw-state')).to.deep.equal(['● OK', '● OK', '● OK', '● OK']);
      expect(await textOf(page, 'hw-header .state')).to.equal('● Live');
    });
  });

  for (const width of [1180, 1280, 1366])
    it(`no column of the spenders is cut at a width of ${String(width)}`, async () => {
      await go(page, '/');
      await page.setViewportSize({ width, height: 900 });
      await soon(async () => {
        expect(await page.locator('.spenders tbody tr').count()).to.be.above(5);
        const over = await page
          .locator('.spenders .scroll')
          .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        expect(over).to.equal(0);
      });
      await page.setViewportSize({ width: 1280, height: 900 });
    });

  const spenders = async (): Promise<Readonly<Record<string, string>>> => {
    const rows = page.locator('.spenders tbody tr');
    const found = await rows.evaluateAll((all) =>
      all.map((row): [string, string] => [
        row.getAttribute('data-id') ?? '',
        row.querySelector('[data-label=Cost]')?.getAttribute('title') ?? '',
      ]),
    );
    return Object.fromEntries(
      found
        .filter(([, cost]) => !cost.startsWith('no cost'))
        .map(([id, cost]): [string, string] => [id.split('/').at(-1) ?? '', cost]),
    );
  };

  for (const [by, dimension] of [
    ['key', 'key'],
    ['principal', 'principal'],
    ['project', 'project'],
    ['model', 'model'],
  ] as const)
    it(`top spenders by ${by}, today, to the last digit`, async () => {
      await go(page, `/?window=today&by=${dimension}&provider=openai`);
      const expected = Object.fromEntries(
        sums('openai', by).map(({ id, amount }) => [id ?? 'unattributed', `${amount} USD, reported`]),
      );
      const many = page.getByRole('button', { name: /Show more of/ });
      await soon(async () => {
        if ((await many.count()) > 0) await many.click();
        expect(await spenders()).to.deep.equal(expected);
      });
    });

  it('the chart as a table adds up to what was spent', async () => {
    await go(page, '/?window=7d&by=model&provider=openai');
    await page.getByRole('button', { name: 'View as table' }).click();
    await soon(async () => {
      const [today = ''] = await textsOf(page, '.chart tbody td:nth-of-type(1)');
      expect(today).to.equal(dollars(total('openai')));
      expect(await page.locator('.chart tbody tr').count()).to.equal(7);
    });
  });

  it('a dot parts two figures of one line, and none begins or ends a line', async () => {
    await go(page, '/');
    await soon(async () => expect(await page.locator('.pieces > span').count()).to.be.above(4));
    // The dot is the first 12 pixels of a figure; those of the first of each line are left of what is seen.
    const starts = await page.locator('.pieces').evaluateAll((all) =>
      all.flatMap((each) => {
        const { left } = each.getBoundingClientRect();
        const lines = new Map<number, number>();
        for (const child of each.children) {
          const box = child.getBoundingClientRect();
          if (!lines.has(box.top)) lines.set(box.top, Math.round(box.left - left));
        }
        return [...lines.values()];
      }),
    );
    expect(new Set(starts)).to.deep.equal(new Set([-12]));
    expect((await textsOf(page, '.pieces')).join(' ')).to.not.include('·');
  });

  it('every limit with its use, those of one thing in one bar', async () => {
    await go(page, '/');
    const limits = await seen.set.see(seen.set.monitor.limits$);
    const organization = limits.find(
      ({ subject, measure, enforcement }) =>
        subject.kind === 'organization' && measure === 'cost' && enforcement === 'hard',
    );
    const most = organization?.limit;
    if (most === undefined || typeof most === 'number')
      throw new Error('the organization has no limit in money');
    await page.getByRole('button', { name: /Show all/ }).click();
    const bar = page.locator('.limits li', { has: page.locator(`[title="${organization?.uid ?? ''}"]`) });
    await soon(async () => {
      const text = (await bar.innerText()).replaceAll(/\s+/g, ' ');
      expect(text)
        .to.include(`of ${dollars(most.amount)}`)
        .and.include('thresholds reached');
    });
  });

  it('every finding, two of a kind until more are asked for', async () => {
    await go(page, '/');
    const findings = await seen.set.see(seen.set.monitor.findings$);
    expect(findings.length).to.be.above(20);
    const more = page.locator('.findings .more button');
    await more.first().waitFor();
    for (let left = await more.count(); left > 0; left = await more.count()) {
      await more.first().click();
      await soon(async () => expect(await more.count()).to.be.below(left));
    }
    await soon(async () =>
      expect(await page.locator('.findings [data-finding]').count()).to.equal(findings.length),
    );
  });

  it('lists of a source in its drawer, each with what it read', async () => {
    await go(page, '/');
    const feeds = (await seen.set.see(seen.set.monitor.sources$)).filter(({ source }) => source === 'keygen');
    await page.locator('.source', { hasText: 'keygen' }).click();
    await soon(async () => {
      expect(await textsOf(page, '.drawer tbody th')).to.deep.equal(feeds.map(({ feed }) => feed));
      expect(await textsOf(page, '.drawer [data-label=Records]')).to.deep.equal(
        feeds.map(({ records }) => records?.toLocaleString('en-US')),
      );
      expect(await textsOf(page, '.drawer [data-label=Pages]')).to.deep.equal(
        feeds.map(({ pages }) => String(pages)),
      );
      expect((await textsOf(page, '.drawer [data-label=Took]')).join()).to.match(/\d m?s/);
    });
  });

  it('the inventory has every key, with its owner and what it costs', async () => {
    await go(page, '/?tab=keys&window=today');
    const table = await seen.set.see(
      seen.set.monitor.credentials({ window: 'today', sort: '-cost', limit: 1 }),
    );
    const [first] = table.rows;
    await soon(async () => {
      expect(await textOf(page, '[data-total]')).to.equal(String(table.total));
      const row = page.locator('.keys tbody tr').first();
      expect(await row.locator('.c-name span').first().innerText()).to.equal(first?.name);
      expect(await row.locator('.c-cost').getAttribute('title')).to.equal(
        first?.cost
          ?.map(({ amount, currency, basis }) => `${amount} ${currency} ${basis.replace('_', ' ')}`)
          .join('; '),
      );
      expect(await row.locator('.c-owner').innerText()).to.include(first?.ownerName);
    });
  });

  it('keys that are new this week were created today or on one of the six days before', async () => {
    const { rows } = await seen.set.see(seen.set.monitor.credentials({ limit: 500 }));
    const today = Math.floor(seen.box.control.now().getTime() / DAY_MS);
    const fresh = rows.filter(({ createdAt = '' }) => Math.floor(Date.parse(createdAt) / DAY_MS) > today - 7);
    expect(fresh.length).to.be.within(1, rows.length - 1);
    await go(page, '/?tab=keys');
    await page.getByRole('button', { name: 'New this week' }).click();
    await soon(async () => {
      expect(await textOf(page, '[data-total]')).to.equal(String(fresh.length));
      const shown = await textsOf(page, '.keys tbody tr .c-name span:first-child');
      expect(shown).to.not.deep.equal([]);
      expect(fresh.map(({ name, id }) => name ?? id)).to.include.members([...shown]);
    });
  });

  it('no word of a state is cut in the inventory', async () => {
    await go(page, '/?tab=keys');
    await page.waitForSelector('td.c-status .state');
    const cut = await page.evaluate(`(() => {
      const cell = document.querySelector('td.c-status');
      const word = cell.querySelector('.state').lastChild;
      const before = word.data;
      const cut = ['active', 'expired', 'revoked', 'suspended', 'vanished', 'unknown'].filter((each) => {
        word.data = ' ' + each;
        return cell.scrollWidth > cell.clientWidth;
      });
      word.data = before;
      return cut;
    })()`);
    expect(cut).to.deep.equal([]);
  });

  it('a row is opened with Enter: everything is narrowed to it, and the address says so', async () => {
    await go(page, '/');
    const first = page.locator('.spenders tbody .name button').first();
    const name = await first.innerText();
    await first.focus();
    await page.keyboard.press('Enter');
    await soon(async () => {
      expect(new URL(page.url()).searchParams.get('key')).to.match(/^openai\//);
      expect(await page.locator('.spenders tbody tr').count()).to.equal(1);
      expect(await textOf(page, '.spenders tbody th')).to.equal(name);
    });
    const key = new URL(page.url()).searchParams.get('key');
    const findings = await seen.set.see(seen.set.monitor.findings$);
    const mine = findings.filter(({ subject: { source, kind, id } }) => `${source}/${kind}/${id}` === key);
    await soon(async () => {
      expect(await textOf(page, 'hw-header .chip')).to.match(new RegExp(`^key: ${name} ✕`));
      expect(await textOf(page, '.kpis .note')).to.include('of everything');
      expect(await page.locator('.findings [data-finding]').count()).to.equal(mine.length);
      expect(await textOf(page, '.limits')).to.include('Nothing fits the filter');
    });
    const shared = await open(page.url());
    await soon(async () => expect(await textOf(shared, '.spenders tbody th')).to.equal(name));
    await page.goBack();
    await soon(async () => expect(await page.locator('.spenders tbody tr').count()).to.be.above(1));
  });

  it('fits a phone of 360 px: nothing is wider than the screen', async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    await go(page, '/');
    await page.waitForSelector('.spenders tbody tr');
    await page.waitForSelector('.findings [data-finding]');
    const widths = (): Promise<readonly [number, number]> =>
      page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect((await widths())[0]).to.be.at.most(360);
    await go(page, '/?tab=keys');
    await page.waitForSelector('.keys tbody tr td');
    expect((await widths())[0]).to.be.at.most(360);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button')]
        .filter(
          ({ offsetHeight, offsetWidth }) => offsetWidth > 0 && Math.min(offsetHeight, offsetWidth) < 24,
        )
        .map(({ textContent }) => textContent.trim()),
    );
    expect(small, 'targets below 24 px').to.deep.equal([]);
  });
});
