import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { LimitRow, Series } from '../../src/monitor/index.js';
import { serveMonitor, type ServedMonitor } from '../../src/node/gateway/serve-monitor.js';
import { FakeMonitor } from '../node/gateway/support/fake-monitor.js';
import { go, open, soon, textOf, textsOf, tidied } from './support/opened.js';

const HOUR_MS = 3_600_000;
const TO = Date.parse('2026-11-28T12:00:00.000Z');

/** A day of hours, the last of them open: one dollar in the first, two in the second. */
const hours: Series = {
  state: 'ready',
  from: new Date(TO - 24 * HOUR_MS).toISOString(),
  to: new Date(TO).toISOString(),
  stepMs: HOUR_MS,
  open: true,
  lines: [
    {
      id: 'acme/model/m',
      name: 'm',
      currency: 'USD',
      basis: 'provider_reported',
      values: Array.from({ length: 24 }, (_, hour) => hour + 1),
    },
  ],
  coverage: { included: ['acme'], missing: [] },
};

const budget: LimitRow = {
  uid: 'acme/limit/month',
  provider: 'acme',
  source: 'acme',
  resource: 'limits',
  observedAt: '2026-11-28T12:00:00.000Z',
  revision: 0,
  type: 'limit',
  subject: { source: 'acme', kind: 'organization', id: 'org' },
  measure: 'cost',
  limit: { amount: '7200', currency: 'USD' },
  used: { amount: '5000', currency: 'USD' },
  remaining: { amount: '2200', currency: 'USD' },
  ratio: 0.69,
  period: 'month',
  enforcement: 'hard',
  name: 'cost limit, a month',
  quality: 'reported',
};

describe('the chart of the page', () => {
  // Pages are closed before their gateway is.
  tidied('last');
  let fake: FakeMonitor;
  let gateway: ServedMonitor;
  let page: Page;
  before(async () => {
    fake = new FakeMonitor();
    fake.chart.next(hours);
    gateway = await serveMonitor(fake, { port: 0 });
    page = await open(gateway.url, { path: '/?by=model' });
    await page.waitForSelector('.legend li');
  });
  after(async () => {
    await gateway.close();
    fake.close();
  });
  const search = (): string => new URL(page.url()).search;

  /** Drags over a part of what is drawn, from 0 to 1. */
  const brush = async (from: number, to: number): Promise<void> => {
    const box = await page.locator('.surface .u-over').boundingBox();
    if (box === null) throw new Error('nothing is drawn');
    await page.mouse.move(box.x + box.width * from, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, box.y + 60, { steps: 3 });
    await page.mouse.up();
  };

  it('a drag over hours shows those alone, with their sum; the address holds them, and the back button leads back', async () => {
    // Of 24 hours the fourth to the sixth.
    await brush(3.5 / 24, 5.5 / 24);
    const from = (TO - 21 * HOUR_MS) / 1000;
    await soon(async () => {
      expect(search()).to.equal(`?by=model&range=${String(from)}-${String(from + 3 * 3_600)}`);
      expect(await page.locator('.chart tbody tr').count()).to.equal(3);
      expect(await textOf(page, '.chart .range')).to.equal(
        '11-27 15:00 – 11-27 18:00: $15.00 · this panel only',
      );
    });
    // Where the cursor is on no step, the legend says who has spent how much of it.
    await page.mouse.move(5, 5);
    await soon(async () => {
      const sums = await textsOf(page, '.legend li:not(.budget):not(.open):not(.total) b');
      const all = sums.reduce((sum, text) => sum + Number(text.replace('$', '')), 0);
      expect(all).to.equal(15);
      expect(await textOf(page, '.legend .total')).to.equal('11-27 15:00 – 11-27 18:00, total $15.00');
    });
    await page.goBack();
    await soon(async () => expect(await page.locator('.chart tbody tr').count()).to.equal(24));
    await page.goForward();
    await page.getByRole('button', { name: 'Whole window' }).click();
    await soon(() => expect(search()).to.equal('?by=model'));
  });

  it('a drag to now takes a shorter window where one has all of it', async () => {
    await go(page, '/?by=model&window=30d');
    await soon(async () =>
      expect(await page.getAttribute('[role=application]', 'aria-label')).to.include('30d'),
    );
    await brush(0.2, 0.999);
    await soon(() => expect(search()).to.equal('?by=model'));
  });

  /** How many points of the canvas have a colour of the page. */
  const painted = (name: string): Promise<number> =>
    page.evaluate(
      `(() => {
        const canvas = document.querySelector('.surface canvas');
        const probe = document.createElement('canvas').getContext('2d');
        probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('${name}').trim();
        probe.fillRect(0, 0, 1, 1);
        const want = probe.getImageData(0, 0, 1, 1).data;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let at = 0; at < data.length; at += 4)
          if (data[at] === want[0] && data[at + 1] === want[1] && data[at + 2] === want[2]) count += 1;
        return count;
      })()`,
    );

  it('a budget is a line at what an hour may cost, and says how much of it is left', async () => {
    expect(await painted('--bad')).to.equal(0);
    fake.limits.next([budget]);
    await soon(async () => {
      expect(await textOf(page, '.legend .budget')).to.equal('budget, an hour $10.00');
      expect(await painted('--bad')).to.be.above(100);
      expect(await textOf(page, '.limits li')).to.match(/69% · \$2,200\.00 left/);
    });
    await page.keyboard.press('t');
    await soon(async () => expect(await page.locator('.legend .budget').count()).to.equal(0));
    await page.keyboard.press('t');
    await page.keyboard.press('t');
  });

  it('what happened is marked at its hour, and in words where the cursor is', async () => {
    await page.mouse.move(0, 0);
    fake.tell(1, { at: '2026-11-28T10:20:00.000Z', text: 'New key batch.' });
    fake.drift.next([
      {
        ...{ source: 'acme', feed: 'keys', path: 'owner', change: 'added', severity: 'info', count: 1 },
        firstSeen: '2026-11-28T09:10:00.000Z',
      } as const,
    ]);
    await soon(async () => {
      expect(await textOf(page, '.legend .happened')).to.equal('New key batch.');
      expect(await painted('--warn')).to.be.above(10);
    });
    await page.getByRole('application').focus();
    await page.keyboard.press('End');
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowLeft');
    await soon(async () =>
      expect(await textOf(page, '.chart p.sr')).to.match(
        /^11-28 09:00: total \$22\.00; m \$22\.00\. Drift in acme keys: owner\.$/,
      ),
    );
  });

  /** What part of a strip above all lines is painted, from one step to another. */
  const hatched = (from: number, to: number): Promise<number> =>
    page.evaluate(
      `(() => {
        const over = document.querySelector('.surface .u-over').getBoundingClientRect();
        const canvas = document.querySelector('.surface canvas');
        const { left, top, width } = canvas.getBoundingClientRect();
        const scale = canvas.width / width;
        const step = over.width / 24;
        const [x, y] = [over.left - left + step * (${String(from)} + 0.2), over.top - top + 1];
        const wide = step * (${String(to - from)} - 0.4);
        const { data } = canvas.getContext('2d').getImageData(x * scale, y * scale, wide * scale, 6 * scale);
        const painted = data.filter((value, at) => at % 4 === 3 && value > 0).length;
        return painted / (data.length / 4);
      })()`,
    );

  it('steps of which not everything has been read are hatched, and said to be so far', async () => {
    await go(page, '/?by=model');
    const label = '.legend .open';
    await soon(async () => {
      expect((await textsOf(page, label)).join()).to.include('hatched: incomplete');
      expect(await hatched(23, 24)).to.be.above(0.1);
      expect(await hatched(0, 23), 'whole steps').to.be.below(0.05);
    });
    fake.chart.next({ ...hours, whole: 20 });
    await soon(async () => {
      expect((await textsOf(page, label)).join()).to.include('hatched: last 4 incomplete');
      expect(await hatched(20, 24)).to.be.above(0.1);
      expect(await hatched(0, 20), 'whole steps').to.be.below(0.05);
    });
    const heads = await textsOf(page, '.chart tbody th');
    expect(heads.filter((text) => text.endsWith('(so far)'))).to.have.length(4);
    await page.mouse.move(0, 0);
    await page.getByRole('application').focus();
    await page.keyboard.press('End');
    await soon(async () =>
      expect(await textOf(page, '.chart p.sr')).to.match(/^11-28 11:00, so far: total \$24\.00/),
    );
    fake.chart.next({ ...hours, open: false });
    await soon(async () => {
      expect((await textsOf(page, label)).join()).to.not.include('hatched');
      expect(await hatched(0, 24)).to.be.below(0.05);
    });
    fake.chart.next(hours);
  });

  it('a total that lacks a source is a floor, and cut', async () => {
    const lines = hours.lines.map((line) => ({ ...line, values: line.values.map(() => 1.009) }));
    fake.chart.next({ ...hours, lines, coverage: { included: ['acme'], missing: ['beta'] } });
    await page.mouse.move(0, 0);
    await soon(async () => {
      const totals = await textsOf(page, '.chart tbody td:nth-of-type(1)');
      expect(new Set(totals)).to.deep.equal(new Set(['≥$1.00']));
      expect(await textOf(page, '.legend .total b')).to.equal('≥$1.00');
    });
    fake.chart.next(hours);
  });

  it('is copied as a query of Prometheus', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: /Prometheus/ }).click();
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('ControlOrMeta+v');
    await soon(async () =>
      expect(await page.getByRole('searchbox').inputValue()).to.equal(
        'topk(8, sum by (model) (headwater_model_cost_window{window="24h", currency="USD", basis="provider_reported"}))',
      ),
    );
  });
});
