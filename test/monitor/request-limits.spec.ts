import { expect } from 'chai';
import { NEVER, Subject, VirtualTimeScheduler } from 'rxjs';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type { FeedEvent, RequestWindow, Source } from '../../src/monitor/feed.js';
import { budgetEta, budgetUsed, requestWindowsOf, type LimitRow } from '../../src/monitor/index.js';
import { picture } from '../../src/monitor/picture.js';
import { describeSource } from '../../src/monitor/source/define-source.js';
import { adaptiveLimiter } from '../../src/pace/adaptive-limiter.js';
import { keygen, keygenSource } from '../../src/providers/keygen/index.js';
import type { Limit } from '../../src/records/index.js';
import { fakeApi } from '../support/fake-transport.js';
import { Clock, DAY, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { iso, limit } from './support/records.js';
import { Seen, stage } from './support/watch.js';

const ofRequests = (rows: readonly LimitRow[]): readonly LimitRow[] =>
  rows.filter(({ subject }) => subject.kind === 'source');

describe('requestWindowsOf', () => {
  const headers = (remaining: number, resetAtMs: number) => (name: string) =>
    new Map([
      ['x-window', '30s'],
      ['x-limit', '600'],
      ['x-remaining', String(remaining)],
      ['x-reset', String(resetAtMs / 1_000)],
      // The server's clock is an hour ahead.
      ['date', new Date(resetAtMs - 12_000).toUTCString()],
    ]).get(name.toLowerCase()) ?? null;
  const names = { window: 'x-window', limit: 'x-limit', remaining: 'x-remaining', reset: 'x-reset' };

  it('gives what the server said last, how long ago, and when the window is whole again, whatever the clocks say', () => {
    const scheduler = new Clock();
    const limiter = adaptiveLimiter({ limitHeaders: { ...names, resetIs: 'point' }, scheduler });
    limiter.observe({
      status: 200,
      header: headers(591, NOON + 3_612_000),
      nowMs: scheduler.now(),
    });
    scheduler.advance(5 * SECOND);
    expect(requestWindowsOf({ limiter, scheduler })).to.deep.equal([
      { limit: 600, perMs: 30_000, used: 9, ageMs: 5_000, resetInMs: 12_000 },
    ]);
  });

  it('gives what the client counted where the server says nothing: others may use the same credential', () => {
    const scheduler = new VirtualTimeScheduler();
    const limiter = slidingWindowLimiter({ windows: [{ limit: 60, perMs: MINUTE }], scheduler });
    limiter.admit().subscribe((lease) => lease.release());
    limiter.admit().subscribe();
    expect(requestWindowsOf({ limiter, scheduler })).to.deep.equal([
      { limit: 60, perMs: MINUTE, used: 2, atLeast: true, ageMs: 0 },
    ]);
  });

  it('of several windows of one length, each has its own count, and what the server said is of the widest', () => {
    const scheduler = new Clock();
    const windows = [10, 600].map((limit) => ({ limit, perMs: 30_000 }));
    const limiter = adaptiveLimiter({ windows, limitHeaders: { ...names, resetIs: 'point' }, scheduler });
    limiter.admit().subscribe();
    limiter.observe({ status: 200, header: headers(591, NOON + 12_000), nowMs: scheduler.now() });
    expect(requestWindowsOf({ limiter, scheduler }).map(({ limit, used }) => [limit, used])).to.deep.equal([
      [10, 1],
      [600, 9],
    ]);
  });

  it('gives nothing below zero where the server lowers a limit below what was left of it, and says no more', () => {
    const scheduler = new Clock();
    const limiter = adaptiveLimiter({ limitHeaders: names, scheduler });
    const said = (limit: string, remaining: string | null) => (name: string) =>
      new Map([
        ['x-window', '30s'],
        ['x-limit', limit],
        ['x-remaining', remaining],
      ]).get(name.toLowerCase()) ?? null;
    limiter.observe({ status: 200, header: said('600', '500'), nowMs: scheduler.now() });
    limiter.observe({ status: 200, header: said('100', null), nowMs: scheduler.now() });
    expect(requestWindowsOf({ limiter, scheduler })).to.deep.equal([
      { limit: 100, perMs: 30_000, used: 0, ageMs: 0 },
    ]);
  });

  it('gives nothing where nothing paces the client, and where its limiter says nothing at once', () => {
    const scheduler = new VirtualTimeScheduler();
    expect(requestWindowsOf({ limiter: undefined, scheduler })).to.deep.equal([]);
    expect(requestWindowsOf({ limiter: { state$: NEVER }, scheduler })).to.deep.equal([]);
    expect(requestWindowsOf({ limiter: slidingWindowLimiter(), scheduler })).to.deep.equal([]);
  });
});

describe('limits on the requests of a source', () => {
  const WINDOW: RequestWindow = { limit: 600, perMs: 30_000, used: 9, ageMs: 2_000, resetInMs: 12_000 };

  /** A source that says what a test wants it to say. */
  const staged = (windows: () => readonly RequestWindow[], more: Parameters<typeof stage>[1] = {}) => {
    const [keys, people] = [new FakeFeed('keys'), new FakeFeed('people')];
    let asked = 0;
    const source: Source = {
      ...fakeSource([keys, people]),
      requestWindows: () => {
        asked += 1;
        return windows();
      },
    };
    const set = stage([source], more);
    return { set, keys, limits: set.see(set.monitor.limits$), asked: () => asked };
  };

  it('are rows with what is used, what is left, as of when, and until when', () => {
    const { set, limits } = staged(() => [WINDOW]);
    set.clock.advance(SECOND);
    const [row, ...others] = limits.last;
    expect(others).to.deep.equal([]);
    const { observedAt: _, revision: __, ...said } = row!;
    expect(said).to.deep.equal({
      ...{ type: 'limit', uid: 'acme/requestLimits/30000', provider: 'acme', source: 'acme' },
      ...{ resource: 'requestLimits', subject: { source: 'acme', kind: 'source', id: 'acme' } },
      ...{ name: 'requests limit, in 30 s', measure: 'requests', period: 'window', windowMs: 30_000 },
      ...{ limit: 600, used: 9, remaining: 591, ratio: 9 / 600, quality: 'reported', enforcement: 'hard' },
      ...{ asOf: iso(NOON - 2_000), resetsAt: iso(NOON + 10_000) },
    });
  });

  it('are a floor where the client counted by itself', () => {
    const { set, limits } = staged(() => [{ limit: 60, perMs: MINUTE, used: 4, atLeast: true, ageMs: 0 }]);
    set.clock.advance(SECOND);
    expect(limits.last[0]).to.deep.include({
      ...{ name: 'requests limit, a minute', period: 'minute', quality: 'floor', used: 4, remaining: 56 },
    });
    expect(limits.last[0]).to.not.have.any.keys('windowMs', 'resetsAt');
  });

  it('of one length are rows of their own, told apart by their models, and else by their order', () => {
    const { set, limits } = staged(() => [
      { limit: 500, perMs: MINUTE, model: 'large', used: 1, ageMs: 0 },
      { limit: 900, perMs: MINUTE, model: 'small', used: 2, ageMs: 0 },
      { limit: 60, perMs: MINUTE, used: 3, ageMs: 0 },
      { limit: 10, perMs: MINUTE, used: 4, ageMs: 0 },
    ]);
    set.clock.advance(MINUTE + SECOND);
    expect(limits.last.map(({ uid, name, limit, used }) => [uid, name, limit, used])).to.deep.equal([
      ['acme/requestLimits/60000', 'requests limit, a minute', 60, 3],
      ['acme/requestLimits/60000#2', 'requests limit, a minute', 10, 4],
      ['acme/requestLimits/60000/large', 'requests limit, a minute, large', 500, 1],
      ['acme/requestLimits/60000/small', 'requests limit, a minute, small', 900, 2],
    ]);
  });

  it('are asked for once a reading, well or not, and the last word counts', () => {
    let used = 9;
    const { set, keys, limits, asked } = staged(() => [{ ...WINDOW, used }]);
    set.clock.advance(SECOND);
    expect(asked()).to.equal(2);
    used = 30;
    keys.error = httpError(500);
    set.clock.advance(MINUTE);
    expect(asked()).to.equal(4);
    expect(limits.last.map((row) => [row.used, row.asOf, row.revision])).to.deep.equal([
      [30, iso(NOON + MINUTE - 2_000), 1],
    ]);
  });

  it('are no news, open no finding, and are no limit of anybody’s own', () => {
    let used = 500;
    const { set, limits } = staged(() => [{ ...WINDOW, used }], { rules: [budgetUsed(), budgetEta()] });
    const changes = set.see(set.monitor.changes());
    const findings = set.see(set.monitor.findings$);
    const own = set.see(set.monitor.within({ owner: 'ana', projects: ['acme'] }).limits$);
    set.clock.advance(2 * SECOND);
    used = 600;
    set.clock.advance(2 * MINUTE);
    expect(limits.last[0]?.ratio).to.equal(1);
    expect(changes.values).to.deep.equal([]);
    expect(findings.last).to.deep.equal([]);
    expect(own.last).to.deep.equal([]);
  });

  it('open a finding where they hold for a day or longer: nobody waits for that', () => {
    const HOUR = 60 * MINUTE;
    const windows = [MINUTE, HOUR, 24 * HOUR - 1, 24 * HOUR, 720 * HOUR].map((perMs) => ({
      ...WINDOW,
      perMs,
      used: 600,
    }));
    const { set } = staged(() => windows, { rules: [budgetUsed()] });
    const findings = set.see(set.monitor.findings$);
    set.clock.advance(2 * MINUTE);
    expect(findings.last.map(({ id }) => id).sort()).to.deep.equal([
      `budget.used/limit/acme/requestLimits/${String(720 * HOUR)}`,
      `budget.used/limit/acme/requestLimits/${String(24 * HOUR)}`,
    ]);
  });

  const broken: readonly (readonly [what: string, windows: () => unknown])[] = [
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['gives nothing', () => undefined],
    ['gives no list', () => ({ ...WINDOW })],
    ['gives what are no windows', () => [null, 7, {}, { ...WINDOW, limit: NaN }, { ...WINDOW, perMs: 0 }]],
    [
      'gives no times',
      () => [
        { ...WINDOW, ageMs: Infinity },
        { ...WINDOW, ageMs: -1 },
      ],
    ],
    [
      'gives no number',
      () => [
        { ...WINDOW, used: '9' },
        { ...WINDOW, resetInMs: 1e300 },
        { ...WINDOW, model: '' },
        { ...WINDOW, model: 7 },
      ],
    ],
  ];
  for (const [what, windows] of broken)
    it(`a function that ${what} disturbs no reading`, () => {
      const { set, keys, limits } = staged(windows as () => readonly RequestWindow[]);
      keys.records = [limit('budget')];
      set.clock.advance(MINUTE + SECOND);
      expect(limits.last.map(({ uid }) => uid)).to.deep.equal([limit('budget').uid]);
      expect(keys.reads).to.equal(2);
    });

  /** The ends of readings, as workers write them to a stream. */
  const streamed = () => {
    const clock = new Clock();
    const events = new Subject<FeedEvent>();
    const info = describeSource(fakeSource([new FakeFeed('keys'), new FakeFeed('people')]));
    const monitor = picture(events, [info], { scheduler: clock, random: () => 0, rules: [] });
    const limits = new Seen(monitor.limits$, clock);
    const word = (asOf: number, used: number, more: Partial<Limit> = {}): Limit => ({
      ...limit('30000', { measure: 'requests', limit: 600, used, period: 'window', windowMs: 30_000 }),
      asOf: iso(asOf),
      ...more,
    });
    const end = (feed: string, requestLimits: readonly Limit[], countedBy?: string): void => {
      clock.advance(SECOND);
      const of = { source: 'acme', feed, reading: clock.iso(), at: clock.iso(), leftOut: 0 };
      events.next({ ...of, type: 'begin' });
      events.next({ ...of, type: 'end', end: 'complete', requestLimits, countedBy });
      clock.advance(SECOND);
    };
    const leave = (): void => {
      events.next({ type: 'source', at: clock.iso(), info: { ...info, feeds: [] } });
      clock.advance(SECOND);
    };
    return { clock, limits, word, end, leave };
  };

  it('in any order and twice: what was known later counts', () => {
    const { limits, word, end } = streamed();
    end('keys', [word(NOON, 20)]);
    end('people', [word(NOON - SECOND, 3)]);
    end('keys', [word(NOON, 20)]);
    expect(limits.last.map(({ used, revision }) => [used, revision])).to.deep.equal([[20, 0]]);
  });

  it('that several processes counted: the highest holds while what it counted lies in the window', () => {
    const { limits, word, end } = streamed();
    const floor = (seconds: number, used: number) => word(NOON + seconds * SECOND, used, { atLeast: true });
    const shown = () => limits.last.map(({ used, asOf, quality }) => [used, asOf, quality]);
    end('keys', [floor(0, 20)], 'one');
    end('people', [floor(5, 3)], 'two');
    expect(shown()).to.deep.equal([[20, iso(NOON), 'floor']]);
    // Its own count may fall: a part of what it sent has left the window.
    end('keys', [floor(10, 7)], 'one');
    expect(shown()).to.deep.equal([[7, iso(NOON + 10 * SECOND), 'floor']]);
    end('keys', [floor(8, 90)], 'one');
    expect(shown()).to.deep.equal([[7, iso(NOON + 10 * SECOND), 'floor']]);
    end('people', [floor(39, 3)], 'two');
    expect(shown()).to.deep.equal([[7, iso(NOON + 10 * SECOND), 'floor']]);
    end('people', [floor(40, 2)], 'two');
    expect(shown()).to.deep.equal([[2, iso(NOON + 40 * SECOND), 'floor']]);
    // What the server says counts for all of them.
    end('people', [word(NOON + 41 * SECOND, 1)], 'two');
    end('keys', [floor(40, 50)], 'one');
    expect(shown()).to.deep.equal([[1, iso(NOON + 41 * SECOND), 'reported']]);
  });

  it('stay through readings of lists of limits, and go with their source', () => {
    const { limits, word, end, leave } = streamed();
    end('keys', [word(NOON, 20)]);
    end('keys', []);
    end('people', []);
    expect(limits.last).to.have.length(1);
    leave();
    expect(limits.last).to.deep.equal([]);
  });

  it('are forgotten a week after the last word: a window that no reply names any more is none', () => {
    const { clock, limits, word, end } = streamed();
    end('keys', [word(NOON, 20), word(NOON, 3, { uid: 'acme/requestLimits/60000' })]);
    clock.advance(6 * DAY);
    expect(limits.last).to.have.length(2);
    end('keys', [word(NOON + 6 * DAY, 30)]);
    clock.advance(2 * DAY);
    expect(limits.last.map(({ used }) => used)).to.deep.equal([30]);
  });

  it('are sixteen of a source at most, those that were known last, whatever a server names', () => {
    const { limits, word, end } = streamed();
    for (let each = 0; each < 40; each += 1)
      end('keys', [word(NOON + each * 1_000, each, { uid: `acme/requestLimits/${String(each)}` })]);
    expect(limits.last.map(({ used }) => used)).to.deep.equal(Array.from({ length: 16 }, (_, at) => 24 + at));
  });

  it('of another source, or no limits at all, are left out', () => {
    const { limits, word, end } = streamed();
    end('keys', [word(NOON, 20, { source: 'other' }), word(NOON, NaN), null as unknown as Limit]);
    end('keys', 'many' as unknown as readonly Limit[]);
    expect(limits.last).to.deep.equal([]);
  });
});

describe('what replies of Keygen say of their limits', () => {
  it('is shown as soon as a list was read', () => {
    const reset = NOON + 18_000;
    const api = fakeApi(() => ({
      json: { data: [], links: { next: null } },
      headers: {
        'x-ratelimit-window': '30s',
        'x-ratelimit-count': '12',
        'x-ratelimit-limit': '600',
        'x-ratelimit-remaining': '588',
        'x-ratelimit-reset': String(reset / 1_000),
      },
    }));
    const clock = new Clock();
    const client = keygen({ token: 'token', transport: api.transport, scheduler: clock });
    const set = stage([keygenSource(client, { only: ['users'] })], { scheduler: clock });
    const limits = new Seen(set.monitor.limits$, clock);
    clock.advance(SECOND);
    expect(
      ofRequests(limits.last).map(({ used, remaining, asOf, resetsAt }) => ({
        used,
        remaining,
        asOf,
        resetsAt,
      })),
    ).to.deep.equal([{ used: 12, remaining: 588, asOf: iso(NOON), resetsAt: iso(reset) }]);
  });
});
