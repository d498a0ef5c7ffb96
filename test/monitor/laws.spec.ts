import { expect } from 'chai';
import { Subject, take } from 'rxjs';
import type { FeedEvent } from '../../src/monitor/feed.js';
import { picture } from '../../src/monitor/picture.js';
import { defineRule } from '../../src/monitor/rules/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { cost, credential, keyRef, request, total, usage } from './support/records.js';
import { stage, type Stage } from './support/watch.js';

const keysFeed = (): FakeFeed => {
  const keys = new FakeFeed('keys', { gives: ['credential'] });
  keys.records = [credential('k1', { name: 'one' }), credential('k2', { name: 'two' })];
  return keys;
};

const costsFeed = (): FakeFeed => {
  const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
  costs.records = [cost(NOON - 12 * HOUR, DAY, '1.10', { dims: { credential: keyRef('k1') } })];
  return costs;
};

describe('the laws of a monitor', () => {
  describe('1. no member ever errors; each emits its present value when subscribed to, and then whenever it changes, at most once in frameMs; it completes with close()', () => {
    const members = ({ monitor }: Stage) => ({
      overview$: monitor.overview$,
      sources$: monitor.sources$,
      limits$: monitor.limits$,
      findings$: monitor.findings$,
      drift$: monitor.drift$,
      spend: monitor.spend({ by: 'key' }),
      series: monitor.series({ by: 'key' }),
      credentials: monitor.credentials(),
      principals: monitor.principals(),
    });

    it('every member emits at once, `state: reading` before the first data', () => {
      const keys = keysFeed();
      keys.isHanging = true;
      const set = stage([fakeSource([keys, costsFeed()])]);
      for (const [name, stream] of Object.entries(members(set))) {
        const seen = set.see<unknown>(stream);
        expect(seen.count, name).to.equal(1);
        if (name === 'overview$' || name === 'credentials')
          expect(seen.last, name).to.have.property('state', 'reading');
        seen.leave();
      }
    });

    it('whatever sources do, nothing errors, and everything completes with close()', () => {
      const keys = keysFeed();
      keys.error = new Error('boom');
      const costs = costsFeed();
      costs.error = httpError(500);
      const set = stage([fakeSource([keys, costs])]);
      const all = Object.values(members(set)).map((stream) => set.see<unknown>(stream));
      all.push(set.see<unknown>(set.monitor.changes()), set.see<unknown>(set.monitor.records()));
      set.clock.advance(HOUR);
      expect(all.some(({ isComplete }) => isComplete)).to.be.false;
      set.monitor.close();
      for (const seen of all) {
        expect(seen.error).to.be.undefined;
        expect(seen.isComplete).to.be.true;
      }
      const late = set.see(set.monitor.overview$);
      expect(late.isComplete).to.be.true;
    });

    it('streams that were made before anybody looked, and those that are looked at once more, all hear of each change', () => {
      const keys = keysFeed();
      const set = stage([fakeSource([keys])]);
      const made = [0, 1].map(() => set.monitor.credentials());
      const again = set.monitor.credentials();
      set.see(again).leave();
      const seen = [...made, again].map((stream) => set.see(stream));
      set.clock.advance(SECOND);
      keys.records = [credential('k3')];
      set.clock.advance(2 * MINUTE);
      for (const { last } of seen)
        expect(last.rows.filter(({ status }) => status === 'active').map(({ id }) => id)).to.deep.equal([
          'k3',
        ]);
    });

    it('emits at most once in frameMs, however often something changes', () => {
      const keys = new FakeFeed('keys', { every: { watchedMs: 10, idleMs: 10 } });
      const set = stage([fakeSource([keys])], { frameMs: 250 });
      const seen = set.see(set.monitor.credentials());
      for (let turn = 0; turn < 200; turn += 1) {
        keys.records = [credential('k1', { name: String(turn) })];
        set.clock.advance(10);
      }
      const gaps = seen.times.slice(1).map((time, at) => time - (seen.times[at] ?? 0));
      expect(Math.min(...gaps)).to.be.at.least(250);
      expect(seen.count).to.be.within(7, 10);
      expect(seen.last.rows[0]?.name).to.equal('199');
    });

    it('an overview is ready when the rules have looked at everything, however many keys there are', () => {
      const rule = defineRule({
        id: 'any',
        title: 'A key',
        severity: 'low',
        docs: '',
        on: 'credential',
        needs: ['credential'],
        check: () => ({ evidence: [{ text: 'It is a key.', refs: [] }] }),
      });
      const keys = new FakeFeed('keys', { gives: ['credential'] });
      keys.records = Array.from({ length: 12_000 }, (_, n) => credential(`k${String(n)}`));
      const set = stage([fakeSource([keys])], { rules: [rule], frameMs: 0 });
      const seen = set.see(set.monitor.overview$);
      set.clock.advance(SECOND);
      const first = seen.values.find(({ state }) => state === 'ready');
      expect(first?.findings.low).to.equal(12_000);
    });

    const clocks: readonly (readonly [string, (now: number, turn: number) => number])[] = [
      ['is held', () => NOON],
      ['is set back by an hour', (now, turn) => (turn < 3 ? now : now - HOUR)],
      ['goes back all the time', (now, turn) => now - turn * MINUTE],
    ];
    for (const [what, read] of clocks)
      it(`goes on emitting, at most once in frameMs, while the clock ${what}`, () => {
        const clock = new Clock();
        const keys = keysFeed();
        const events = new Subject<FeedEvent>();
        const running = clock.now.bind(clock);
        let turn = 0;
        clock.now = () => read(running(), turn);
        const options = { scheduler: clock, frameMs: 250, rules: [], random: () => 0 };
        const monitor = picture(events, [{ name: 'acme', provider: 'acme', feeds: [keys.info] }], options);
        const names: (string | undefined)[] = [];
        monitor.credentials().subscribe(({ rows }) => names.push(rows[0]?.name));
        const at = clock.iso();
        for (turn = 1; turn <= 5; turn += 1) {
          const base = { source: 'acme', feed: 'keys', reading: `${at}.${String(turn)}`, at };
          events.next({ ...base, type: 'begin' });
          events.next({ ...base, type: 'records', records: [credential('k1', { name: String(turn) })] });
          clock.advance(100);
          expect(names.length).to.be.at.most(turn + 1);
          clock.advance(400);
          expect(names.at(-1)).to.equal(String(turn));
        }
        expect(names.length).to.be.at.most(6);
        monitor.close();
      });

    it('emits nothing while nothing changes', () => {
      const set = stage([fakeSource([keysFeed()])]);
      const seen = set.see(set.monitor.findings$);
      set.clock.advance(HOUR);
      expect(seen.count).to.equal(1);
    });
  });

  describe('2. one poll per feed, however many subscribers; it stops lingerMs after the last one left', () => {
    it('100 subscribers cause as many requests as one', () => {
      const reads = [1, 100].map((count) => {
        const keys = keysFeed();
        const set = stage([fakeSource([keys])]);
        for (let at = 0; at < count; at += 1) set.see(set.monitor.spend({ by: 'key' }));
        set.clock.advance(HOUR);
        return keys.reads;
      });
      expect(reads[0]).to.equal(61);
      expect(reads[1]).to.equal(61);
    });

    it('nothing is sent before the first subscription; the first subscriber to any member starts all feeds, `changes` too', () => {
      const keys = keysFeed();
      const costs = costsFeed();
      const set = stage([fakeSource([keys, costs])]);
      set.monitor.spend({ by: 'key' });
      set.clock.advance(HOUR);
      expect(keys.reads + costs.reads).to.equal(0);
      set.see(set.monitor.changes());
      expect([keys.reads, costs.reads]).to.deep.equal([1, 1]);
    });

    it('stops lingerMs after the last one left, and goes on with the next one', () => {
      const keys = keysFeed();
      const set = stage([fakeSource([keys])], { lingerMs: 60 * SECOND });
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(30 * SECOND);
      seen.leave();
      set.clock.advance(60 * SECOND);
      const atTheEnd = keys.reads;
      set.clock.advance(HOUR);
      expect(keys.reads).to.equal(atTheEnd);
      const again = set.see(set.monitor.credentials());
      expect(again.last.rows, 'what was known is shown at once').to.have.length(2);
      expect(keys.reads).to.equal(atTheEnd + 1);
    });

    it('a subscriber who comes back within lingerMs finds the same polling', () => {
      const keys = keysFeed();
      const set = stage([fakeSource([keys])], { lingerMs: 60 * SECOND });
      set.see(set.monitor.sources$).leave();
      set.clock.advance(30 * SECOND);
      set.see(set.monitor.sources$);
      set.clock.advance(29 * SECOND);
      expect(keys.reads).to.equal(1);
      set.clock.advance(2 * SECOND);
      expect(keys.reads).to.equal(2);
    });

    it('refresh() reads what is due later, once for all who ask, and not what was read within refreshMs', () => {
      const keys = keysFeed();
      const slow = new FakeFeed('slow', { every: { watchedMs: HOUR, idleMs: HOUR } });
      const set = stage([fakeSource([keys, slow])], { refreshMs: 10 * SECOND });
      const reads = (): readonly number[] => [keys.reads, slow.reads];
      set.monitor.refresh();
      set.clock.advance(HOUR);
      expect(reads(), 'nobody looks').to.deep.equal([0, 0]);
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(10 * SECOND - 1);
      set.monitor.refresh();
      expect(reads(), 'read just now').to.deep.equal([1, 1]);
      set.clock.advance(1);
      set.monitor.refresh();
      set.monitor.within({ projects: [] }).refresh();
      expect(reads()).to.deep.equal([2, 2]);
      set.clock.advance(MINUTE - 1);
      expect(reads(), 'the cadence begins again').to.deep.equal([2, 2]);
      set.clock.advance(1);
      expect(reads()).to.deep.equal([3, 2]);
      expect(seen.last[1]).to.include({
        nextPollAt: new Date(set.clock.now() + HOUR - MINUTE).toISOString(),
      });
    });

    it('refresh() starts no second reading beside one that runs, and does not ask for one behind it', () => {
      const keys = keysFeed();
      keys.isHanging = true;
      const set = stage([fakeSource([keys])]);
      set.see(set.monitor.sources$);
      set.clock.advance(MINUTE);
      set.monitor.refresh();
      set.clock.advance(MINUTE);
      expect(keys.reads).to.equal(1);
    });

    it('refreshMs that is none is a RangeError', () => {
      expect(() => stage([], { refreshMs: -1 })).to.throw(RangeError, 'refreshMs');
    });

    const leavers: readonly (readonly [string, number, number])[] = [
      ['goes on for ever with `always`', 7, 9],
      ['lingers without', 2, 2],
    ];
    for (const [what, least, most] of leavers)
      it(`begins with a first subscriber who leaves with the first value, and ${what}`, () => {
        const keys = keysFeed();
        const set = stage([fakeSource([keys])], { always: least > 2, lingerMs: 90 * SECOND });
        const values: number[] = [];
        set.monitor
          .credentials()
          .pipe(take(1))
          .subscribe(({ total: count }) => values.push(count));
        expect(values, 'the value of that moment').to.deep.equal([0]);
        set.clock.advance(61 * MINUTE);
        expect(keys.reads).to.be.within(least, most);
        expect(set.see(set.monitor.credentials()).last.total).to.equal(2);
      });

    it('a subscriber who closes the monitor with the first value starts nothing', () => {
      const keys = keysFeed();
      const set = stage([fakeSource([keys])], { always: true });
      set.monitor.credentials().subscribe(() => set.monitor.close());
      set.clock.advance(HOUR);
      expect(keys.reads).to.equal(0);
    });

    it('goes on for ever with `always`, at the cadence of an unwatched feed', () => {
      const keys = keysFeed();
      const set = stage([fakeSource([keys])], { always: true });
      set.clock.advance(HOUR);
      expect(keys.reads).to.equal(0);
      set.see(set.monitor.sources$).leave();
      set.clock.advance(61 * MINUTE);
      expect(keys.reads).to.be.within(6, 9);
    });
  });

  describe('3. no figure without asOf and coverage; a source that is missing makes a total a floor, never a smaller total; no data differs from zero', () => {
    it('a source that fails after it was read: the total keeps its value and becomes a floor that names it', () => {
      const first = costsFeed();
      const second = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
      second.records = [cost(NOON - 12 * HOUR, DAY, '2.20', { source: 'beta' })];
      const set = stage([fakeSource([first]), fakeSource([second], 'beta')]);
      const seen = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
      set.clock.advance(SECOND);
      expect(seen.last.sum).to.deep.equal({
        value: [{ amount: '3.3', currency: 'USD', basis: 'provider_reported' }],
        quality: 'reported',
        asOf: '2026-11-28T12:00:00.000Z',
        coverage: { included: ['acme', 'beta'], missing: [] },
      });
      second.error = httpError(503);
      set.clock.advance(MINUTE);
      expect(seen.last.sum).to.deep.equal({
        value: [{ amount: '3.3', currency: 'USD', basis: 'provider_reported' }],
        quality: 'floor',
        asOf: '2026-11-28T12:00:00.000Z',
        coverage: { included: ['acme'], missing: ['beta'] },
      });
    });

    const cases: readonly (readonly [string, (feed: FakeFeed, set: Stage) => void])[] = [
      ['never read whole: it was cut short', (feed) => (feed.isCut = true)],
      ['never read whole: it failed', (feed) => (feed.error = httpError(500))],
      ['never read whole: it is being read', (feed) => (feed.isHanging = true)],
      ['items were left out', (feed) => (feed.leftOut = 1)],
      [
        'asOf is older than twice its cadence and the lag',
        (feed) => (feed.asOf = '2026-11-28T11:00:00.000Z'),
      ],
    ];
    for (const [why, spoil] of cases)
      it(`a source is missing for a figure when a feed that it rests on was ${why}`, () => {
        const feed = costsFeed();
        const set = stage([fakeSource([feed])]);
        spoil(feed, set);
        const seen = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
        set.clock.advance(SECOND);
        expect(seen.last.sum.quality).to.equal('floor');
        expect(seen.last.coverage).to.deep.equal({ included: [], missing: ['acme'] });
      });

    it('twice the cadence and the lag is not too old; a millisecond more is', () => {
      const feed = new FakeFeed('costs', {
        kind: 'buckets',
        gives: ['cost'],
        lagMs: HOUR,
        every: { watchedMs: MINUTE, idleMs: MINUTE },
      });
      feed.asOf = new Date(NOON).toISOString();
      const set = stage([fakeSource([feed])], { frameMs: 0 });
      const seen = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
      set.clock.advance(HOUR + 2 * MINUTE);
      expect(seen.last.coverage.missing).to.deep.equal([]);
      set.clock.advance(1);
      expect(seen.last.coverage.missing).to.deep.equal(['acme']);
    });

    it('no data differs from zero: no figure has no value, a figure of zero has', () => {
      const feed = costsFeed();
      feed.records = [];
      const set = stage([fakeSource([feed])]);
      const seen = set.see(set.monitor.overview$);
      set.clock.advance(SECOND);
      expect(seen.last.spendToday).to.not.have.property('value');
      feed.records = [cost(NOON - 12 * HOUR, DAY, 0)];
      set.clock.advance(MINUTE);
      expect(seen.last.spendToday.value).to.deep.equal([
        { amount: '0', currency: 'USD', basis: 'provider_reported' },
      ]);
    });

    it('never used differs from not reported', () => {
      const keys = keysFeed();
      keys.records = [
        credential('k1', { lastUsed: { state: 'never', evidence: 'provider' } }),
        credential('k2', { lastUsed: { state: 'not_reported' } }),
      ];
      const set = stage([fakeSource([keys])]);
      const seen = set.see(set.monitor.credentials({ sort: 'id' }));
      const overview = set.see(set.monitor.overview$);
      set.clock.advance(SECOND);
      expect(seen.last.rows.map(({ lastUsed }) => lastUsed.state)).to.deep.equal(['never', 'not_reported']);
      expect(overview.last.credentials).to.deep.equal({ active: 2, total: 2, neverUsed: 1 });
    });
  });

  describe('4. money is exact: a total equals the decimal sum of its records, in each currency apart; origins never add up', () => {
    it('0.1 and 0.2, noise of doubles, credits, and parts of a millionth of a cent', () => {
      const feed = costsFeed();
      const amounts = ['0.1', '0.2', '2.7755575615628914e-17', '-0.05', '123456789.000000000001', 5.2e-5];
      feed.records = amounts.map((amount, at) =>
        cost(NOON - 12 * HOUR, DAY, amount, { dims: { credential: keyRef(`k${String(at)}`) } }),
      );
      const set = stage([fakeSource([feed])]);
      const seen = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
      set.clock.advance(SECOND);
      expect(seen.last.sum.value).to.deep.equal([
        {
          amount: '123456789.250052000001000027755575615628914',
          currency: 'USD',
          basis: 'provider_reported',
        },
      ]);
    });

    it('currencies and origins stay apart', () => {
      const feed = costsFeed();
      const day = NOON - 12 * HOUR;
      feed.records = [
        cost(day, DAY, 1, { more: 'a' }),
        cost(day, DAY, 2, { currency: 'EUR', more: 'b' }),
        cost(day, DAY, 4, { basis: 'provider_gateway', more: 'c' }),
        cost(day, DAY, 8, { more: 'd' }),
      ];
      const set = stage([fakeSource([feed])]);
      const seen = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
      set.clock.advance(SECOND);
      expect(seen.last.sum.value).to.deep.equal([
        { amount: '2', currency: 'EUR', basis: 'provider_reported' },
        { amount: '9', currency: 'USD', basis: 'provider_reported' },
        { amount: '4', currency: 'USD', basis: 'provider_gateway' },
      ]);
    });

    it('neither do buckets and cumulative totals add up: a total at its first reading lies in no window, only its growth is spend', () => {
      const totals = new FakeFeed('totals', { kind: 'counters', gives: ['cost'] });
      totals.records = [
        total('c1', '1000.5', { dims: { principal: { source: 'acme', kind: 'customer', id: 'c1' } } }),
      ];
      const set = stage([fakeSource([totals])]);
      const seen = set.see(set.monitor.spend({ by: 'principal', window: 'today' }));
      set.clock.advance(SECOND);
      expect(seen.last.rows).to.deep.equal([]);
      totals.records = [
        total('c1', '1000.75', { dims: { principal: { source: 'acme', kind: 'customer', id: 'c1' } } }),
      ];
      set.clock.advance(MINUTE);
      expect(seen.last.rows[0]?.cost).to.deep.equal([
        { amount: '0.25', currency: 'USD', basis: 'provider_gateway' },
      ]);
      expect(seen.last.sum.quality, 'what was before is not known').to.equal('floor');
    });

    it('request logs, where they are read, replace the counter and never add to it', () => {
      const totals = new FakeFeed('totals', { kind: 'counters', gives: ['cost'] });
      const logs = new FakeFeed('logs', { kind: 'events', gives: ['cost'], replaces: ['totals'] });
      logs.error = httpError(403);
      totals.records = [total('c1', 10)];
      const set = stage([fakeSource([totals, logs])]);
      const seen = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
      set.clock.advance(SECOND);
      totals.records = [total('c1', 13)];
      set.clock.advance(MINUTE);
      expect(seen.last.sum.value?.[0]?.amount).to.equal('3');
      logs.error = undefined;
      logs.records = [request('r1', NOON, '2.5')];
      set.clock.advance(20 * MINUTE);
      expect(seen.last.sum.value?.[0]?.amount).to.equal('2.5');
      totals.records = [total('c1', 20)];
      set.clock.advance(MINUTE);
      expect(seen.last.sum.value?.[0]?.amount).to.equal('2.5');
      expect(seen.last.coverage).to.deep.equal({ included: ['acme'], missing: [] });
    });
  });

  describe('5. a failing feed never stops another; a refused credential is asked again rarely; a feed that waits says until when', () => {
    it('kill one of four sources for five polls: the other three do not miss a tick', () => {
      const feeds = [0, 1, 2, 3].map(() => keysFeed());
      const set = stage(feeds.map((feed, at) => fakeSource([feed], `s${String(at)}`)));
      set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      feeds[3]!.error = httpError(500);
      set.clock.advance(5 * MINUTE);
      expect(feeds.slice(0, 3).map(({ reads }) => reads)).to.deep.equal([6, 6, 6]);
    });

    it('a refused credential is asked again every ten minutes, and the row says when', () => {
      const keys = keysFeed();
      keys.error = httpError(401);
      const set = stage([fakeSource([keys])]);
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      expect(seen.last[0]).to.deep.include({
        state: 'auth',
        nextPollAt: '2026-11-28T12:10:00.000Z',
        error: { class: 'HttpError', message: 'status 401', status: 401 },
      });
      set.clock.advance(HOUR);
      expect(keys.reads).to.equal(7);
    });

    it('refresh() asks for a refused credential and for what failed: somebody may have mended it', () => {
      const refused = keysFeed();
      refused.error = httpError(401);
      const failing = costsFeed();
      failing.error = httpError(500);
      const set = stage([fakeSource([refused], 'a'), fakeSource([failing], 'b')]);
      set.see(set.monitor.sources$);
      set.clock.advance(10 * SECOND);
      set.monitor.refresh();
      expect([refused.reads, failing.reads]).to.deep.equal([2, 2]);
    });

    it('refresh() keeps the wait that a server asked of another list of the same credential', () => {
      const keys = keysFeed();
      const costs = costsFeed();
      costs.error = httpError(429, { waitMs: 90 * SECOND });
      const set = stage([fakeSource([keys, costs])]);
      set.see(set.monitor.sources$);
      set.clock.advance(30 * SECOND);
      set.monitor.refresh();
      expect([keys.reads, costs.reads]).to.deep.equal([1, 1]);
    });

    const waits: readonly (readonly [string, Error, string])[] = [
      ['a server that asks for a wait', httpError(429, { waitMs: 90 * SECOND }), '2026-11-28T12:01:30.000Z'],
      [
        'an open circuit below the error: it half-opens then',
        httpError(503, { cause: { _tag: 'CircuitOpenError', retryInMs: 37 * SECOND } }),
        '2026-11-28T12:00:37.000Z',
      ],
    ];
    for (const [what, error, until] of waits)
      it(`a feed that waits says until when, and is read then: ${what}`, () => {
        const keys = keysFeed();
        keys.error = error;
        const set = stage([fakeSource([keys])]);
        const seen = set.see(set.monitor.sources$);
        set.clock.advance(SECOND);
        expect(seen.last[0]?.nextPollAt).to.equal(until);
        set.clock.advance(Date.parse(until) - set.clock.now() - 1);
        set.monitor.refresh();
        expect(keys.reads).to.equal(1);
        set.clock.advance(1);
        expect(keys.reads).to.equal(2);
      });

    it('one of four is down for five polls: totals are floors that name it, and afterwards each change of that time is told once', () => {
      const names = ['s0', 's1', 's2', 's3'];
      const keys = names.map(() => keysFeed());
      const costs = names.map(costsFeed);
      const set = stage(names.map((name, at) => fakeSource([keys[at]!, costs[at]!], name)));
      const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
      const changes = set.see(set.monitor.changes());
      set.clock.advance(SECOND);
      for (const feed of [keys[3]!, costs[3]!]) feed.error = httpError(503);
      keys[3]!.records = [credential('k1', { name: 'renamed' }), credential('k3', { name: 'three' })];
      set.clock.advance(5 * MINUTE);
      expect(spend.last.sum.quality).to.equal('floor');
      expect(spend.last.coverage).to.deep.equal({ included: ['s0', 's1', 's2'], missing: ['s3'] });
      expect(keys.slice(0, 3).map(({ reads }) => reads)).to.deep.equal([6, 6, 6]);
      expect(changes.values).to.deep.equal([]);
      for (const feed of [keys[3]!, costs[3]!]) feed.error = undefined;
      set.clock.advance(HOUR);
      expect(spend.last.sum.quality).to.equal('reported');
      expect(changes.values.map(({ kind, subject }) => `${kind} ${subject?.id ?? ''}`)).to.deep.equal([
        'updated k1',
        'created k3',
        'removed k2',
      ]);
    });

    it('a hanging feed is given up, and holds no other', () => {
      const hanging = new FakeFeed('hanging');
      hanging.isHanging = true;
      const keys = keysFeed();
      const set = stage([fakeSource([hanging, keys])], { readingsAtATime: 1 });
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(5 * MINUTE + SECOND);
      expect(seen.last.map(({ state }) => state)).to.deep.equal(['down', 'ok']);
    });
  });

  describe('6. a change that happened during an outage or a restart is told once when the feed is back, neither never nor twice; the first reading is a baseline and tells nothing', () => {
    it('created, renamed, revoked, vanished during an outage: each told once', () => {
      const keys = keysFeed();
      keys.records = ['k1', 'k2', 'k3'].map((id) => credential(id, { name: id }));
      const set = stage([fakeSource([keys])]);
      const seen = set.see(set.monitor.changes());
      set.clock.advance(5 * MINUTE);
      expect(seen.values, 'a baseline tells nothing').to.deep.equal([]);
      keys.error = httpError(503);
      set.clock.advance(5 * MINUTE);
      keys.records = [
        credential('k1', { name: 'renamed' }),
        credential('k3', { name: 'k3', status: 'revoked' }),
        credential('k4', { name: 'k4' }),
      ];
      set.clock.advance(5 * MINUTE);
      expect(seen.values).to.deep.equal([]);
      keys.error = undefined;
      set.clock.advance(30 * MINUTE);
      expect(seen.values.map(({ kind, text }) => [kind, text])).to.deep.equal([
        ['updated', 'Token renamed was renamed from k1 to renamed.'],
        ['updated', 'Token k3 was revoked.'],
        ['created', 'New token k4.'],
        ['removed', 'Token k2 is no longer listed.'],
      ]);
    });

    it('a reading that was cut short removes nothing, and what it did not see is not told', () => {
      const keys = keysFeed();
      const set = stage([fakeSource([keys])]);
      const seen = set.see(set.monitor.changes());
      set.clock.advance(SECOND);
      keys.records = [];
      keys.isCut = true;
      set.clock.advance(5 * MINUTE);
      expect(seen.values).to.deep.equal([]);
      const rows = set.see(set.monitor.credentials());
      expect(rows.last.rows.map(({ status }) => status)).to.deep.equal(['active', 'active']);
    });

    it('goes on over a pause of polling', () => {
      const keys = keysFeed();
      const set = stage([fakeSource([keys])], { lingerMs: 0 });
      set.see(set.monitor.sources$).leave();
      set.clock.advance(HOUR);
      keys.records = [credential('k1', { name: 'one' })];
      const seen = set.see(set.monitor.changes());
      set.clock.advance(SECOND);
      expect(seen.values.map(({ kind, subject }) => [kind, subject?.id])).to.deep.equal([['removed', 'k2']]);
    });
  });

  describe('7. memory is bounded by the number of keys, principals and series, not by time', () => {
    it('months of keys that come and go, of use by the day, leave no more behind than the first', () => {
      const daily = { watchedMs: HOUR, idleMs: HOUR };
      const keys = new FakeFeed('keys', { gives: ['credential'], every: daily });
      const use = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'], every: daily });
      const set = stage([fakeSource([keys, use])], { frameMs: HOUR });
      const spend = set.see(set.monitor.spend({ by: 'model', window: '30d' }));
      const sizes: number[] = [];
      for (let day = 0; day < 160; day += 1) {
        const id = `k${String(day)}`;
        keys.records = [credential(id), credential('stays')];
        const start = Math.floor(set.clock.now() / DAY) * DAY;
        const dims = { credential: keyRef(id), model: `m${String(day)}` };
        use.records = [usage(start, DAY, { requests: 1 }, { dims })];
        set.clock.advance(DAY);
        if (day % 40 === 39) sizes.push(set.see(set.monitor.credentials({ limit: 1 })).last.total);
      }
      // Tombstones stay for as long as spend is shown that has their name.
      expect(Math.max(...sizes)).to.be.below(80);
      expect(sizes[3]).to.equal(sizes[2]);
      // The day that has begun has no figure yet.
      expect(spend.last.total).to.equal(29);
    });
  });

  describe('8. all time comes from a scheduler, so that a day passes in a test in a second', () => {
    it('`today` begins again at midnight, and a month on its first', () => {
      const costs = costsFeed();
      const set = stage([fakeSource([costs])]);
      const today = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
      const month = set.see(set.monitor.spend({ by: 'key', window: 'month' }));
      set.clock.advance(12 * HOUR - 1);
      expect(today.last.rows).to.have.length(1);
      set.clock.advance(SECOND);
      expect(today.last.rows).to.have.length(0);
      expect(today.last.from).to.equal('2026-11-29T00:00:00.000Z');
      expect(month.last.rows).to.have.length(1);
      set.clock.advance(2 * DAY);
      expect(month.last.rows).to.have.length(0);
      expect(month.last.from).to.equal('2026-12-01T00:00:00.000Z');
    });
  });
});
