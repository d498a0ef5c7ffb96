import { expect } from 'chai';
import type { CostRecord, UsageRecord } from '../../src/records/index.js';
import { projectMonth } from '../../src/monitor/views/projection.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { cost, keyRef, ref, request, total, usage } from './support/records.js';
import { stage } from './support/watch.js';

const TODAY = Date.parse('2026-11-28T00:00:00.000Z');
const day = (back: number): number => TODAY - back * DAY;

const feedOf = (kind: 'buckets' | 'counters' | 'events', gives: 'usage' | 'cost', more: object = {}) =>
  new FakeFeed(gives, { kind, gives: [gives], ...more });

describe('buckets that are revised', () => {
  it('10, 25, 24: deltas 10, 15 and -1, the sum is 24, and final once the data reaches past its end', () => {
    const feed = feedOf('buckets', 'usage');
    feed.asOf = new Date(NOON - SECOND).toISOString();
    const set = stage([fakeSource([feed])]);
    const records = set.see(set.monitor.records());
    const spend = set.see(set.monitor.spend({ by: 'model', window: '60m' }));
    const start = NOON - MINUTE;
    for (const [at, input] of [10, 25, 24].entries()) {
      feed.records = [usage(start, MINUTE, { input_tokens: input }, { dims: { model: 'm' } })];
      feed.asOf = new Date(at === 2 ? NOON : NOON - SECOND).toISOString();
      set.clock.advance(MINUTE);
      expect(spend.last.rows[0]?.tokens?.input_tokens).to.equal(input);
    }
    set.clock.advance(MINUTE);
    const seen = records.values.filter((record): record is UsageRecord => record.type === 'usage');
    expect(seen.map(({ delta, revision, final }) => [delta?.input_tokens, revision, final])).to.deep.equal([
      [10, 0, false],
      [15, 1, false],
      [-1, 2, false],
      // Read once more, without a change: the reading before it said that the data reaches so far.
      [undefined, 2, true],
    ]);
  });

  it('a bucket that was read after the data reached past its end is final', () => {
    const feed = feedOf('buckets', 'usage', { lagMs: 5 * MINUTE });
    const start = NOON - MINUTE;
    feed.records = [
      { ...usage(start, MINUTE, { requests: 1 }), asOf: new Date(NOON + 5 * MINUTE).toISOString() },
      {
        ...usage(start, MINUTE, { requests: 1 }, { more: 'x' }),
        asOf: new Date(NOON + 5 * MINUTE - 1).toISOString(),
      },
    ];
    const set = stage([fakeSource([feed])]);
    const records = set.see(set.monitor.records());
    set.clock.advance(SECOND);
    const seen = records.values.filter((record): record is UsageRecord => record.type === 'usage');
    expect(seen.map(({ final }) => final)).to.deep.equal([true, false]);
  });

  it('a bucket that comes again without a change is no revision', () => {
    const feed = feedOf('buckets', 'cost');
    feed.records = [cost(TODAY, DAY, '1.10')];
    const set = stage([fakeSource([feed])]);
    const records = set.see(set.monitor.records());
    set.clock.advance(5 * MINUTE);
    const seen = records.values.filter((record): record is CostRecord => record.type === 'cost');
    expect(seen.map(({ revision, delta }) => [revision, delta?.amount])).to.deep.equal([
      [0, '1.1'],
      ...Array.from({ length: 5 }, () => [0, '0']),
    ]);
  });

  it('a bucket that a complete reading of its range no longer holds is withdrawn', () => {
    const feed = feedOf('buckets', 'cost', { reachMs: 2 * DAY });
    feed.records = [cost(TODAY, DAY, 3), cost(day(1), DAY, 4)];
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: '7d' }));
    set.clock.advance(SECOND);
    feed.records = [cost(TODAY, DAY, 3)];
    set.clock.advance(MINUTE);
    expect(spend.last.sum.value?.[0]?.amount).to.equal('3');
  });

  it('money is revised to the last digit, and its delta with it', () => {
    const feed = feedOf('buckets', 'cost');
    const set = stage([fakeSource([feed])]);
    const records = set.see(set.monitor.records());
    const amounts = ['0.1', '0.30000000000000004', '0.000000000000000001'];
    for (const amount of amounts) {
      feed.records = [cost(TODAY, DAY, amount)];
      set.clock.advance(MINUTE);
    }
    const seen = records.values.filter((record): record is CostRecord => record.type === 'cost');
    expect(seen.map(({ delta }) => delta?.amount)).to.deep.equal([
      '0.1',
      '0.20000000000000004',
      '-0.300000000000000039',
    ]);
  });

  it('a day that was over and is another one now is restated: once, by how much, with both amounts', () => {
    const feed = feedOf('buckets', 'cost', { lagMs: 6 * HOUR });
    feed.records = [cost(day(1), DAY, '20.5')];
    const set = stage([fakeSource([feed])]);
    const changes = set.see(set.monitor.changes());
    set.clock.advance(SECOND);
    feed.records = [cost(day(1), DAY, '19.3')];
    set.clock.advance(5 * MINUTE);
    expect(
      changes.values.map(({ kind, subject, before, after, text }) => ({
        kind,
        subject,
        before,
        after,
        text,
      })),
    ).to.deep.equal([
      {
        kind: 'restated',
        subject: { source: 'acme', kind: 'day', id: '2026-11-27' },
        before: { amount: '20.5', currency: 'USD', basis: 'provider_reported' },
        after: { amount: '19.3', currency: 'USD', basis: 'provider_reported' },
        text: 'acme: costs of 2026-11-27 restated by -1.2 USD, from 20.5 to 19.3.',
      },
    ]);
  });

  it('a day that is not over, with the lag of its provider, may change without a word', () => {
    const feed = feedOf('buckets', 'cost', { lagMs: 13 * HOUR });
    const set = stage([fakeSource([feed])]);
    const changes = set.see(set.monitor.changes());
    for (const amount of [1, 2, 3]) {
      feed.records = [cost(day(1), DAY, amount), cost(TODAY, DAY, amount)];
      set.clock.advance(MINUTE);
    }
    expect(changes.values).to.deep.equal([]);
  });
});

describe('counters', () => {
  const dims = { principal: ref('customer', 'c1') };
  const play = (rows: readonly CostRecord[]) => {
    const feed = feedOf('counters', 'cost');
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'principal', window: 'today' }));
    const changes = set.see(set.monitor.changes());
    for (const row of rows) {
      feed.records = [row];
      set.clock.advance(MINUTE);
    }
    return { spend: spend.last.rows[0]?.cost[0]?.amount, changes: changes.values };
  };

  it('5, 9, 2, 5: growth of 4 and 3, a reset that is an event, never a negative cost', () => {
    const { spend, changes } = play([5, 9, 2, 5].map((amount) => total('c1', amount, { dims })));
    expect(spend).to.equal('7');
    expect(
      changes.map(({ kind, before, after, subject }) => ({ kind, before, after, id: subject?.id })),
    ).to.deep.equal([{ kind: 'reset', before: '9', after: '2', id: 'c1' }]);
  });

  it('a new period begins at zero: all of it is growth, and no reset', () => {
    const [november, december] = ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'];
    const { spend, changes } = play([
      total('c1', 90, { dims, start: november }),
      total('c1', 100, { dims, start: november }),
      total('c1', 3, { dims, start: december }),
    ]);
    expect(spend).to.equal('13');
    expect(changes).to.deep.equal([]);
  });

  it('an amount beyond doubles grows by its last digit', () => {
    const { spend } = play(
      ['900719925474.000000000001', '900719925474.000000000002'].map((amount) =>
        total('c1', amount, { dims }),
      ),
    );
    expect(spend).to.equal('0.000000000001');
  });

  it('an amount that is too large to be exact is left out and counted, never rounded', () => {
    const feed = feedOf('buckets', 'cost');
    feed.records = [cost(TODAY, DAY, '1'), cost(TODAY, DAY, '9007199254740993', { more: 'x' })];
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(spend.last.sum.value?.[0]?.amount).to.equal('1');
    expect(spend.last.sum.quality).to.equal('floor');
    expect(sources.last[0]?.leftOut).to.equal(1);
  });

  it('growth over a long pause lies in its day, and not in the last hour', () => {
    const feed = feedOf('counters', 'cost');
    const set = stage([fakeSource([feed])], { lingerMs: 0 });
    feed.records = [total('c1', 1, { dims })];
    set.see(set.monitor.sources$).leave();
    set.clock.advance(3 * HOUR);
    feed.records = [total('c1', 31, { dims })];
    const hour = set.see(set.monitor.spend({ by: 'principal', window: '60m' }));
    const today = set.see(set.monitor.spend({ by: 'principal', window: 'today' }));
    set.clock.advance(SECOND);
    expect(today.last.rows[0]?.cost).to.deep.equal([
      { amount: '30', currency: 'USD', basis: 'provider_gateway' },
    ]);
    expect(
      hour.last.rows.flatMap((row) => row.cost).filter(({ basis }) => basis !== 'estimated'),
    ).to.deep.equal([]);
  });
});

/** A week at 1000 tokens and 2 USD a day, and tokens of today without any costs. */
const week = (today = 500) => {
  const costs = feedOf('buckets', 'cost', { lagMs: 0 });
  const tokens = feedOf('buckets', 'usage');
  const days = [1, 2, 3, 4, 5, 6, 7];
  costs.records = days.map((back) => cost(day(back), DAY, 2, { dims: { credential: keyRef('k1') } }));
  const dims = { credential: keyRef('k1') };
  tokens.records = [
    ...days.map((back) => usage(day(back), DAY, { input_tokens: 900, output_tokens: 100 }, { dims })),
    usage(TODAY, DAY, { input_tokens: today }, { dims }),
  ];
  return { costs, tokens };
};

describe('days that are not reported yet', () => {
  it("are estimated from tokens at the source's own effective rate, marked, and beside what is reported", () => {
    const { costs, tokens } = week();
    const set = stage([fakeSource([costs, tokens])]);
    const today = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
    const sevenDays = set.see(set.monitor.spend({ by: 'key', window: '7d' }));
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    const estimated = { amount: '1', currency: 'USD', basis: 'estimated' };
    expect(today.last.rows[0]?.cost).to.deep.equal([estimated]);
    expect(overview.last.spendToday.value).to.deep.equal([estimated]);
    expect(overview.last.spendToday.quality).to.equal('estimated');
    expect(sevenDays.last.sum.value).to.deep.equal([
      { amount: '12', currency: 'USD', basis: 'provider_reported' },
      estimated,
    ]);
  });

  it('are estimated by prices where those are given', () => {
    const { costs, tokens } = week();
    const prices = ({ measures }: UsageRecord) => ({
      amount: String((measures.input_tokens ?? 0) / 100),
      currency: 'EUR',
    });
    const set = stage([fakeSource([costs, tokens])], { prices });
    const today = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
    set.clock.advance(SECOND);
    expect(today.last.rows[0]?.cost).to.deep.equal([{ amount: '5', currency: 'EUR', basis: 'estimated' }]);
  });

  const spoilers: readonly (readonly [string, (tokens: FakeFeed) => void])[] = [
    ['is being read for the first time', (tokens) => (tokens.isHanging = true)],
    ['fails', (tokens) => (tokens.error = httpError(500))],
    ['was cut short', (tokens) => (tokens.isCut = true)],
  ];
  for (const [how, spoil] of spoilers)
    it(`the spend of a day that is not reported is a floor while its use ${how}, that of a day that is reported is not`, () => {
      const { costs, tokens } = week();
      spoil(tokens);
      const set = stage([fakeSource([costs, tokens])]);
      const overview = set.see(set.monitor.overview$);
      const sum = set.see(set.monitor.spend({ by: 'source', window: 'month' }));
      set.clock.advance(SECOND);
      const floor = { quality: 'floor', coverage: { included: [], missing: ['acme'] } };
      const { spendToday, monthToDate, burnPerHour } = overview.last;
      for (const figure of [spendToday, monthToDate, burnPerHour.h24, sum.last.sum])
        expect(figure).to.deep.include(floor);
      costs.records = [...costs.records, cost(TODAY, DAY, 1)];
      set.clock.advance(MINUTE);
      const isFirst = tokens.isHanging;
      expect(overview.last.spendToday.quality).to.equal(isFirst ? 'floor' : 'reported');
      expect(overview.last.burnPerHour.h24.quality, 'a window that cuts days goes by their use').to.equal(
        'floor',
      );
      tokens.isHanging = tokens.isCut = false;
      tokens.error = undefined;
      set.clock.advance(20 * MINUTE);
      expect(overview.last.spendToday.quality).to.equal('reported');
    });

  it('without any rate nothing is estimated, and nothing is zero', () => {
    const { tokens } = week();
    const costs = feedOf('buckets', 'cost');
    const set = stage([fakeSource([costs, tokens])]);
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    expect(overview.last.spendToday).to.not.have.property('value');
  });

  it('reconciliation: when the reported figure lands, the estimate leaves and its error in percent is an event', () => {
    const { costs, tokens } = week();
    const set = stage([fakeSource([costs, tokens])]);
    const changes = set.see(set.monitor.changes());
    const table = set.see(set.monitor.spend({ by: 'key', window: '7d' }));
    set.clock.advance(13 * HOUR);
    costs.records = [...costs.records, cost(TODAY, DAY, '0.92', { dims: { credential: keyRef('k1') } })];
    set.clock.advance(5 * MINUTE);
    expect(changes.values.map(({ kind, fields, before }) => ({ kind, fields, before }))).to.deep.equal([
      {
        kind: 'restated',
        fields: ['estimate'],
        before: { amount: '1', currency: 'USD', basis: 'estimated' },
      },
    ]);
    const after = changes.values[0]?.after as { amount: string; basis: string; errorPercent: number };
    expect(after.amount).to.equal('0.92');
    expect(after.basis).to.equal('provider_reported');
    expect(after.errorPercent).to.be.closeTo(((1 - 0.92) / 0.92) * 100, 1e-9);
    expect(changes.values[0]?.text).to.contain('+8.7 %');
    expect(table.last.sum.value?.map(({ basis }) => basis)).to.deep.equal(['provider_reported']);
  });

  it('a window that cuts a day counts it by the share of tokens inside, as estimated', () => {
    const { costs } = week();
    const hours = feedOf('buckets', 'usage');
    const dims = { credential: keyRef('k1') };
    // 24h reaches from 13:00 of yesterday; a quarter of its tokens lies in there.
    hours.records = [
      usage(day(1) + 2 * HOUR, HOUR, { input_tokens: 750 }, { dims }),
      usage(day(1) + 20 * HOUR, HOUR, { input_tokens: 250 }, { dims }),
    ];
    const set = stage([fakeSource([costs, hours])]);
    const table = set.see(set.monitor.spend({ by: 'key', window: '24h' }));
    set.clock.advance(SECOND);
    expect(table.last.rows[0]?.cost).to.deep.equal([{ amount: '0.5', currency: 'USD', basis: 'estimated' }]);
  });
});

describe('what is not known yet is no small amount, and no large one', () => {
  const dims = { credential: keyRef('k1') };
  const minute = (back: number, tokens: number) =>
    usage(NOON - back * MINUTE, MINUTE, { input_tokens: tokens }, { dims });
  /** Twelve dollars and 1200 tokens of today, of which 300 lie in the last hour. */
  const today = (spoil: (minutes: FakeFeed, days: FakeFeed) => void = () => undefined) => {
    const costs = feedOf('buckets', 'cost');
    const list = (id: string, widthMs: number) =>
      new FakeFeed(id, { kind: 'buckets', gives: ['usage'], reads: 'use', widthMs, reachMs: 2 * HOUR });
    const minutes = list('minutes', MINUTE);
    const days = list('days', DAY);
    costs.records = [cost(TODAY, DAY, 12, { dims })];
    days.records = [usage(TODAY, DAY, { input_tokens: 1200 }, { dims })];
    minutes.pages = [[minute(90, 60), minute(70, 40)], [minute(30, 300)]];
    spoil(minutes, days);
    const set = stage([fakeSource([costs, minutes, days])]);
    const hour = set.see(set.monitor.spend({ by: 'key', window: '60m' }));
    const overview = set.see(set.monitor.overview$);
    return { minutes, set, hour, overview };
  };
  const known = { amount: '3', currency: 'USD', basis: 'estimated' };

  it('costs of a day are not shared out before all use was read, or has failed', () => {
    // Tokens of the day have come, and those of its minutes before the last hour.
    const small = today((minutes) => {
      minutes.isHanging = true;
      minutes.pages = minutes.pages?.slice(0, 1);
    });
    // Tokens of the last two hours have come, and not those of the whole day.
    const large = today((_, days) => {
      days.isHanging = true;
      days.pages = [];
    });
    for (const { set, hour, overview } of [small, large]) {
      set.clock.advance(SECOND);
      expect(hour.last.rows.flatMap(({ cost }) => cost)).to.deep.equal([]);
      expect(overview.last.burnPerHour.h1).to.not.have.property('value');
    }
    const whole = today();
    whole.set.clock.advance(SECOND);
    expect(whole.hour.last.rows.map(({ cost }) => cost)).to.deep.equal([[known]]);
  });

  it('use that comes by the day only has a share in no costs, once all use was read: it costs nothing in no currency', () => {
    const minutes = new FakeFeed('minutes', { kind: 'buckets', gives: ['usage'], reads: 'tokens' });
    const stores = new FakeFeed('stores', { kind: 'buckets', gives: ['usage'], reads: 'stores' });
    minutes.isHanging = true;
    const costs = feedOf('buckets', 'cost');
    costs.records = [cost(TODAY, DAY, 12, { dims })];
    stores.records = [usage(TODAY, DAY, { bytes: 5, input_tokens: 1 }, { dims, resource: 'stores' })];
    const set = stage([fakeSource([costs, minutes, stores])]);
    const hour = set.see(set.monitor.spend({ by: 'key', window: '60m' }));
    set.clock.advance(SECOND);
    minutes.isHanging = false;
    minutes.pages = [[minute(90, 900), minute(30, 300)]];
    set.clock.advance(20 * MINUTE);
    expect(minutes.reads).to.be.above(1);
    expect(hour.last.rows.map((row) => row.cost)).to.deep.equal([[known]]);
  });

  it('where use is read no longer, a window of which nothing is known has no amount; none is known to be used is zero', () => {
    const { minutes, set, hour, overview } = today();
    set.clock.advance(SECOND);
    minutes.error = httpError(503);
    set.clock.advance(40 * MINUTE);
    // All 300 tokens have left the window; the last reading reaches into it.
    expect(overview.last.burnPerHour.h1).to.deep.include({ quality: 'floor' });
    expect(hour.last.rows[0]?.cost).to.deep.equal([{ ...known, amount: '0' }]);
    set.clock.advance(40 * MINUTE);
    expect(hour.last.rows.flatMap(({ cost }) => cost)).to.deep.equal([]);
    expect(overview.last.burnPerHour.h1).to.not.have.property('value');
    minutes.error = undefined;
    minutes.pages = [[usage(NOON + 75 * MINUTE, MINUTE, { input_tokens: 300 }, { dims })]];
    set.clock.advance(20 * MINUTE);
    expect(hour.last.rows[0]?.cost).to.deep.equal([known]);
  });

  it('a token costs what it cost on days of which all tokens are known', () => {
    const { costs } = week();
    const hours = new FakeFeed('hours', { kind: 'buckets', gives: ['usage'], reachMs: 40 * HOUR });
    // Of the day before yesterday the last four hours were read: a part of its tokens, beside all of its costs.
    const tokens = (at: number, count: number) => usage(at, HOUR, { input_tokens: count }, { dims });
    hours.records = [
      tokens(day(2) + 22 * HOUR, 10),
      tokens(day(1) + 12 * HOUR, 1000),
      tokens(TODAY + 2 * HOUR, 500),
    ];
    const set = stage([fakeSource([costs, hours])]);
    const table = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
    set.clock.advance(SECOND);
    expect(table.last.rows[0]?.cost).to.deep.equal([{ amount: '1', currency: 'USD', basis: 'estimated' }]);
  });

  it('nor is anything estimated by what a token cost before all use was read', () => {
    const { costs, tokens } = week();
    const images = new FakeFeed('images', { kind: 'buckets', gives: ['usage'] });
    images.isHanging = true;
    const set = stage([fakeSource([costs, tokens, images])]);
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    expect(overview.last.spendToday).to.not.have.property('value');
    images.isHanging = false;
    set.clock.advance(20 * MINUTE);
    expect(overview.last.spendToday.value).to.have.length(1);
  });
});

describe('burn rate', () => {
  it('is what was spent in 15 minutes, an hour and 24 hours, by the hour', () => {
    const feed = feedOf('events', 'cost');
    const set = stage([fakeSource([feed])], { start: NOON + 59 * SECOND });
    // One in each of the last 30 minutes, the present one included.
    feed.records = Array.from({ length: 30 }, (_, back) =>
      request(`r${String(back)}`, NOON - back * MINUTE, '0.25'),
    );
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND - 1);
    const { m15, h1, h24 } = overview.last.burnPerHour;
    const amounts = [m15, h1, h24].map(({ value }) => Number(value?.[0]?.amount));
    // 24 h has whole hours: from 13:00 of the day before.
    expect(amounts[0]).to.be.closeTo(15, 0.3);
    expect(amounts[1]).to.be.closeTo(7.5, 0.1);
    expect(amounts[2]).to.be.closeTo(7.5 / 23, 0.01);
    expect(m15.value?.[0]?.basis).to.equal('provider_gateway');
    expect(m15.asOf).to.be.a('string');
    expect(m15.coverage).to.deep.equal({ included: ['acme'], missing: [] });
  });

  it('keeps currencies apart', () => {
    const feed = feedOf('buckets', 'cost');
    feed.records = [cost(TODAY, DAY, 24), cost(TODAY, DAY, 12, { currency: 'EUR', more: 'e' })];
    const set = stage([fakeSource([feed])]);
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    const { spendToday, monthToDate, burnPerHour } = overview.last;
    for (const { value } of [spendToday, monthToDate, burnPerHour.h24])
      expect(value?.map(({ currency }) => currency)).to.deep.equal(['EUR', 'USD']);
    expect(spendToday.value?.map(({ amount }) => amount)).to.deep.equal(['12', '24']);
  });

  it('tokens and requests a minute are those of the last minute that is closed', () => {
    const feed = feedOf('buckets', 'usage');
    feed.records = [
      usage(NOON - 2 * MINUTE, MINUTE, { requests: 7, input_tokens: 70, output_tokens: 7 }),
      usage(NOON - MINUTE, MINUTE, { requests: 3, input_tokens: 30, output_tokens: 3 }),
      usage(NOON, MINUTE, { requests: 1, input_tokens: 1 }),
    ];
    const set = stage([fakeSource([feed])]);
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    expect(overview.last.tokensPerMinute.value).to.equal(33);
    expect(overview.last.requestsPerMinute.value).to.equal(3);
  });
});

describe('tokens a minute of several sources', () => {
  it('are those of now where one of them is read no longer, as a floor', () => {
    const [dead, well] = [feedOf('buckets', 'usage'), feedOf('buckets', 'usage')];
    const minutes = (source: string, tokens: number) =>
      Array.from({ length: 180 }, (_, at) =>
        usage(NOON + (at - 5) * MINUTE, MINUTE, { input_tokens: tokens }, { source, dims: { model: 'm' } }),
      ).filter(({ start = '' }) => Date.parse(start) < set.clock.now() + MINUTE);
    const set = stage([fakeSource([dead], 'dead'), fakeSource([well], 'well')]);
    const overview = set.see(set.monitor.overview$);
    const go = (count: number): void => {
      for (let minute = 0; minute < count; minute += 1) {
        dead.records = minutes('dead', 7);
        well.records = minutes('well', 100);
        set.clock.advance(MINUTE);
      }
    };
    go(3);
    expect(overview.last.tokensPerMinute).to.deep.include({ value: 107, quality: 'reported' });
    dead.error = httpError(503);
    for (const minute of [20, 90]) {
      go(minute);
      expect(overview.last.tokensPerMinute).to.deep.include({ value: 100, quality: 'floor' });
    }
  });
});

describe('month-end projection', () => {
  // Day 20785 is 2026-11-28, a Saturday.
  const today = TODAY / DAY;
  const money = (amount: string) => ({ amount, currency: 'USD' });
  const days = (count: number, valueOf: (back: number) => number) =>
    new Map(Array.from({ length: count }, (_, at) => [today - at - 1, valueOf(at + 1)] as const));
  const project = (known: ReadonlyMap<number, number>, now = NOON, lagMs = 0) =>
    projectMonth({ days: known, now, lagMs, currency: 'USD' });

  it('needs three complete days', () => {
    expect(project(days(2, () => 10))).to.equal(undefined);
    expect(project(days(3, () => 10))).to.not.equal(undefined);
    // With a lag of 13 hours, yesterday is not complete at noon.
    expect(
      project(
        days(3, () => 10),
        NOON,
        13 * HOUR,
      ),
    ).to.equal(undefined);
  });

  it('steady days make a band of no width: the days so far, and three like them', () => {
    expect(project(days(27, () => 10))).to.deep.equal({
      low: money('300'),
      mid: money('300'),
      high: money('300'),
    });
  });

  it('today counts as it is where more has been spent than such days come to', () => {
    const known = new Map([...days(27, () => 10), [today, 50]]);
    expect(project(known)?.mid).to.deep.equal(money('340'));
    expect(project(new Map([...days(27, () => 10), [today, 4]]))?.mid).to.deep.equal(money('300'));
  });

  it('goes by the median of the same weekday: Sundays cost a tenth', () => {
    const isSunday = (back: number): boolean => (today - back) % 7 === (today + 1) % 7;
    const known = days(28, (back) => (isSunday(back) ? 1 : 10));
    // November has five Sundays, of which the 29th is to come: 25 days of 10 and 5 of 1.
    expect(project(known)?.mid).to.deep.equal(money('255'));
  });

  it('the band is the tenth and the ninetieth percentile of such days', () => {
    const known = days(27, (back) => back);
    // 378 so far. To come: Saturday like 7, 14, 21; Sunday like 6, 13, 20, 27; Monday like 5, 12, 19, 26.
    expect(project(known)).to.deep.equal({
      low: money(String(378 + 8.4 + 8.1 + 7.1)),
      mid: money(String(378 + 14 + 16.5 + 15.5)),
      high: money(String(378 + 19.6 + 24.9 + 23.9)),
    });
  });

  it('the overview has it, as an estimate with its coverage, of the best basis alone', () => {
    const costs = feedOf('buckets', 'cost');
    costs.records = Array.from({ length: 27 }, (_, at) => cost(day(at + 1), DAY, 10));
    const gateway = new FakeFeed('gateway', { kind: 'buckets', gives: ['cost'] });
    gateway.records = Array.from({ length: 27 }, (_, at) =>
      cost(day(at + 1), DAY, 99, { source: 'beta', basis: 'provider_gateway' }),
    );
    const set = stage([fakeSource([costs]), fakeSource([gateway], 'beta')]);
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    expect(overview.last.monthEnd).to.deep.equal({
      value: { low: money('300'), mid: money('300'), high: money('300') },
      quality: 'estimated',
      asOf: '2026-11-28T12:00:00.000Z',
      coverage: { included: ['acme', 'beta'], missing: [] },
    });
  });
});

describe('small charts', () => {
  const dims = { credential: keyRef('k') };
  const sparkOf = (row: { readonly spark: readonly (number | null)[] } | undefined) => row?.spark.slice(-2);

  it('show the currency that rows are sorted by, whichever was read first', () => {
    const records = [
      cost(TODAY, DAY, 9, { dims, currency: 'EUR', more: 'eur' }),
      cost(TODAY, DAY, 2, { dims }),
      cost(day(1), DAY, 3, { dims: { credential: keyRef('other') } }),
    ];
    for (const inTurn of [records, [...records].reverse()]) {
      const costs = feedOf('buckets', 'cost');
      costs.records = inTurn;
      const set = stage([fakeSource([costs])]);
      const table = set.see(set.monitor.spend({ by: 'key', window: '7d' }));
      set.clock.advance(SECOND);
      expect(table.last.rows.map((row) => [row.name, sparkOf(row)])).to.deep.equal([
        ['other', [3, null]],
        ['k', [null, 2]],
      ]);
    }
  });

  it('of a provider are in one currency: those of its sources never add up across two', () => {
    const [acme, beta, zeta] = (['acme', 'beta', 'zeta'] as const).map((source, at) => {
      const feed = feedOf('buckets', 'cost');
      const currency = source === 'beta' ? 'EUR' : 'USD';
      feed.records = [cost(TODAY, DAY, at + 1, { source, currency })];
      return fakeSource([feed], source);
    });
    const set = stage([acme!, beta!, zeta!]);
    const table = set.see(set.monitor.spend({ by: 'provider', window: '7d' }));
    set.clock.advance(SECOND);
    expect(sparkOf(table.last.rows[0])).to.deep.equal([null, 4]);
  });
});

describe('series', () => {
  it('what nothing of a refund is shared out to is zero, and not minus zero', () => {
    const costs = feedOf('buckets', 'cost');
    const tokens = feedOf('buckets', 'usage');
    const dims = { credential: keyRef('k') };
    costs.records = [cost(TODAY, DAY, -12, { dims })];
    tokens.records = [0, 30].map((input_tokens, at) =>
      usage(NOON - (5 - at) * HOUR, HOUR, { input_tokens }, { dims }),
    );
    const set = stage([fakeSource([costs, tokens])]);
    const series = set.see(set.monitor.series({ by: 'key', window: '24h' }));
    set.clock.advance(SECOND);
    const values = series.last.lines[0]?.values.filter((value) => value !== null) ?? [];
    expect(values.map((value) => Object.is(value, -0))).to.deep.equal([false, false]);
    expect(values).to.deep.equal([0, -12]);
  });

  it('a gap is a gap, never a zero; the open bucket is marked', () => {
    const feed = feedOf('buckets', 'usage');
    const dims = { model: 'm' };
    feed.records = [
      usage(NOON - 3 * MINUTE, MINUTE, { input_tokens: 30 }, { dims }),
      usage(NOON - 2 * MINUTE, MINUTE, { input_tokens: 0 }, { dims }),
      usage(NOON, MINUTE, { input_tokens: 5 }, { dims }),
    ];
    const set = stage([fakeSource([feed])]);
    const series = set.see(set.monitor.series({ by: 'model', measure: 'tokens', window: '60m' }));
    set.clock.advance(SECOND);
    expect(series.last.stepMs).to.equal(MINUTE);
    expect(series.last.open).to.equal(true);
    expect(series.last.lines[0]?.values.slice(-4)).to.deep.equal([30, 0, null, 5]);
    expect(series.last.lines[0]?.values.slice(0, -4).every((value) => value === null)).to.equal(true);
  });

  it('steps that the use behind them does not reach are marked: a small value there is no fall', () => {
    const { costs } = week();
    costs.records = [...costs.records, cost(TODAY, DAY, 24, { dims: { credential: keyRef('k1') } })];
    const list = { reads: 'usage', lagMs: 0 };
    const hours = new FakeFeed('hours', { kind: 'buckets', gives: ['usage'], widthMs: HOUR, ...list });
    const minutes = new FakeFeed('minutes', { kind: 'buckets', gives: ['usage'], widthMs: MINUTE, ...list });
    const dims = { credential: keyRef('k1') };
    hours.records = [
      usage(NOON - HOUR, HOUR, { input_tokens: 6_000 }, { dims }),
      usage(NOON, HOUR, { input_tokens: 10 }, { dims }),
    ];
    minutes.records = [usage(NOON + 9 * MINUTE, MINUTE, { input_tokens: 900 }, { dims })];
    hours.asOf = new Date(NOON + MINUTE).toISOString();
    const set = stage([fakeSource([costs, hours, minutes])]);
    const series = set.see(set.monitor.series({ by: 'key', window: '24h' }));
    const tokens = set.see(set.monitor.series({ by: 'key', window: '60m', measure: 'tokens' }));
    set.clock.advance(10 * MINUTE);
    expect(series.last.lines[0]?.values.at(-1), 'of ten tokens of the hour').to.be.below(1);
    expect(series.last.asOf, 'of the use that costs are shared out by').to.equal('2026-11-28T12:01:00.000Z');
    expect(series.last.lines[0]?.values).to.have.length(24);
    expect(series.last.whole, 'of 24 steps').to.equal(23);
    expect(tokens.last.whole, 'of 60 minutes').to.equal(59);
    hours.asOf = '2026-11-28T11:30:00.000Z';
    set.clock.advance(5 * MINUTE);
    expect(series.last.whole).to.equal(22);
  });
});
