import { expect } from 'chai';
import fc from 'fast-check';
import { option as O } from 'fp-ts';
import {
  effectiveWindows,
  mergeWindow,
  readLimits,
  refusalHold,
  type LearnedWindow,
  type LimitHeaders,
} from '../../src/pace/learned-limits.js';

type Headers = Readonly<Record<string, string>>;

const headerOf = (headers: Headers) => (name: string) => headers[name.toLowerCase()] ?? null;

/** Friday, 20 November 2026, 12:00:00 UTC. */
const NOW = Date.UTC(2026, 10, 20, 12);
const SECONDS = NOW / 1000;

/** Keygen: window, count, limit, remaining, and a reset in Unix seconds. */
const KEYGEN: LimitHeaders = {
  window: 'x-ratelimit-window',
  limit: 'x-ratelimit-limit',
  count: 'x-ratelimit-count',
  remaining: 'x-ratelimit-remaining',
  reset: 'x-ratelimit-reset',
  resetIs: 'point',
};

/** OpenAI: no window, and a reset as a duration. */
const OPENAI: LimitHeaders = {
  limit: 'x-ratelimit-limit-requests',
  remaining: 'x-ratelimit-remaining-requests',
  reset: 'x-ratelimit-reset-requests',
};

const keygen = (window: string, limit: number, remaining: number, reset: number): Headers => ({
  'x-ratelimit-window': window,
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-count': String(limit - remaining),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(reset),
});

const read = (headers: Headers, names: LimitHeaders = KEYGEN, nowMs = NOW) =>
  readLimits(headerOf(headers), names, nowMs);

describe('readLimits', () => {
  it('reads what Keygen tells', () => {
    expect(read(keygen('30s', 600, 37, SECONDS + 12))).to.deep.equal({
      window: O.some({
        limit: 600,
        perMs: 30_000,
        remaining: 37,
        resetAtMs: NOW + 12_000,
        ownResetAtMs: NOW + 12_000,
        reportedAtMs: NOW,
      }),
      remaining: O.some(37),
      resetInMs: O.some(12_000),
    });
  });

  it('reads what OpenAI tells: no length, so no window to pace by', () => {
    const headers = {
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '6m0s',
    };
    expect(read(headers, OPENAI)).to.deep.equal({
      window: O.none,
      remaining: O.some(59),
      resetInMs: O.some(360_000),
    });
  });

  it('tells nothing where nothing is told, or nothing is asked for', () => {
    const nothing = { window: O.none, remaining: O.none, resetInMs: O.none };
    expect(read({})).to.deep.equal(nothing);
    expect(read(keygen('30s', 600, 37, SECONDS), {})).to.deep.equal(nothing);
  });

  describe('the length of the window', () => {
    const lengths: [string, number | undefined][] = [
      ['1s', 1000],
      ['1m', 60_000],
      ['30s', 30_000],
      ['5m', 300_000],
      ['1h', 3_600_000],
      ['1m30s', 90_000],
      ['500ms', 500],
      ['60', 60_000],
      [' 30s ', 30_000],
      ['blacklist', undefined],
      ['', undefined],
      ['0s', undefined],
      ['-5s', undefined],
      ['1e3s', undefined],
      ['30 s', undefined],
      ['61m', undefined],
      ['9999999d', undefined],
      ['1795176000', undefined],
      ['Fri, 20 Nov 2026 12:00:00 GMT', undefined],
      ['30s, 5m', undefined],
    ];
    for (const [text, perMs] of lengths) {
      it(`${JSON.stringify(text)}: ${perMs === undefined ? 'none' : String(perMs)}`, () => {
        const { window } = read({ 'x-ratelimit-window': text, 'x-ratelimit-limit': '5' });
        expect(O.toUndefined(window)?.perMs).to.equal(perMs);
      });
    }

    it('is the documented one where no header tells it, and none where a header tells nonsense', () => {
      const names = { ...KEYGEN, perMs: 60_000 };
      expect(O.toUndefined(read({ 'x-ratelimit-limit': '60' }, names).window)?.perMs).to.equal(60_000);
      expect(read(keygen('blacklist', 60, 1, 0), names).window).to.deep.equal(O.none);
    });
  });

  describe('numbers', () => {
    const limits: [string, number | undefined][] = [
      ['600', 600],
      ['1', 1],
      ['0', undefined],
      ['-1', undefined],
      ['6.5', undefined],
      ['1e3', undefined],
      ['Infinity', undefined],
      ['600, 600', undefined],
      ['600;w=30', undefined],
      ['99999999999999999999', undefined],
      ['many', undefined],
    ];
    for (const [text, limit] of limits) {
      it(`a limit of ${JSON.stringify(text)}: ${limit === undefined ? 'none' : String(limit)}`, () => {
        const { window } = read({ 'x-ratelimit-window': '30s', 'x-ratelimit-limit': text });
        expect(O.toUndefined(window)?.limit).to.equal(limit);
      });
    }

    const rests: [string, Headers, number | undefined][] = [
      ['remaining', { 'x-ratelimit-remaining': '7' }, 7],
      ['none left', { 'x-ratelimit-remaining': '0' }, 0],
      ['the count, where nothing else is told', { 'x-ratelimit-count': '8' }, 2],
      ['a count above the limit', { 'x-ratelimit-count': '12' }, 0],
      ['more left than the limit: a lie', { 'x-ratelimit-remaining': '11' }, undefined],
      ['no number', { 'x-ratelimit-remaining': 'x' }, undefined],
    ];
    for (const [name, headers, remaining] of rests) {
      it(`what is left of 10: ${name}`, () => {
        const told = read({ 'x-ratelimit-window': '1s', 'x-ratelimit-limit': '10', ...headers });
        expect(O.toUndefined(told.remaining)).to.equal(remaining);
        expect(O.toUndefined(told.window)?.remaining).to.equal(remaining);
      });
    }
  });

  describe('the reset: a delay or a point in time, by its size and by the vendor (airbyte PR #74352)', () => {
    const forms: [string, 'delay' | 'point' | undefined, number | undefined][] = [
      ['12', undefined, 12_000],
      ['1.5', 'delay', 1500],
      ['0', 'delay', 0],
      ['12', 'point', undefined],
      ['0', 'point', undefined],
      ['20ms', undefined, 20],
      ['6m0s', undefined, 360_000],
      ['1h2m3s', 'delay', 3_723_000],
      ['1.234s', 'point', 1234],
      [String(SECONDS + 12), undefined, 12_000],
      [String(SECONDS + 12), 'delay', 12_000],
      [String(SECONDS + 12), 'point', 12_000],
      [String(NOW + 1500), 'point', 1500],
      ['2026-11-20T12:00:30Z', undefined, 30_000],
      ['Fri, 20 Nov 2026 12:00:30 GMT', 'point', 30_000],
      [String(SECONDS - 60), 'point', 0],
      ['-5', 'delay', undefined],
      ['soon', undefined, undefined],
      ['', undefined, undefined],
    ];
    for (const [text, resetIs, inMs] of forms) {
      it(`${JSON.stringify(text)} from a vendor of ${resetIs ?? 'unknown kind'}: ${String(inMs)}`, () => {
        const names: LimitHeaders = { reset: 'x-reset', ...(resetIs === undefined ? {} : { resetIs }) };
        expect(O.toUndefined(read({ 'x-reset': text }, names).resetInMs)).to.equal(inMs);
      });
    }

    it('a point is compared with the server’s own date: our clock is an hour behind', () => {
      const date = new Date(NOW).toUTCString();
      const headers = { ...keygen('30s', 600, 0, SECONDS + 12), date };
      const told = read(headers, KEYGEN, NOW - 3_600_000);
      expect(told.resetInMs).to.deep.equal(O.some(12_000));
      expect(O.toUndefined(told.window)?.resetAtMs).to.equal(NOW + 12_000);
    });

    it('a date that is none is passed over', () => {
      const headers = { ...keygen('30s', 600, 0, SECONDS + 12), date: 'yesterday' };
      expect(read(headers).resetInMs).to.deep.equal(O.some(12_000));
    });

    it('a delay is on our clock, whatever the date', () => {
      const headers = {
        'x-ratelimit-limit': '5',
        'x-ratelimit-reset': '10',
        date: new Date(0).toUTCString(),
      };
      const told = read(headers, { ...KEYGEN, resetIs: 'delay', perMs: 60_000 });
      expect(O.toUndefined(told.window)?.resetAtMs).to.equal(NOW + 10_000);
    });

    it('a reset farther away than the window is long is a lie, but for the rounding', () => {
      expect(read(keygen('30s', 600, 37, SECONDS + 31)).resetInMs).to.deep.equal(O.some(31_000));
      expect(read(keygen('30s', 600, 37, SECONDS + 3600)).resetInMs).to.deep.equal(O.none);
    });
  });

  it('never throws and never gives a limit that a limiter would refuse, whatever a server sends', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.constantFrom('1s', '5m', 'blacklist', '0', '1795176000', 'NaN'),
    );
    const headers = fc.record({
      'x-ratelimit-window': value,
      'x-ratelimit-limit': value,
      'x-ratelimit-count': value,
      'x-ratelimit-remaining': value,
      'x-ratelimit-reset': value,
      'retry-after': value,
      date: value,
    });
    fc.assert(
      fc.property(headers, (each) => {
        const reading = read(each);
        if (O.isSome(reading.window)) {
          const { limit, perMs } = reading.window.value;
          expect(Number.isSafeInteger(limit) && limit >= 1 && perMs > 0 && perMs <= 3_600_000).to.equal(true);
        }
        expect(O.getOrElse(() => 0)(reading.resetInMs)).to.be.at.least(0);
        expect(O.getOrElse(() => 0)(refusalHold(headerOf(each), reading, NOW))).to.be.at.least(0);
      }),
    );
  });
});

describe('mergeWindow', () => {
  /** The clocks of client and server are a second apart. */
  const window = (over: Partial<LearnedWindow> = {}): LearnedWindow => {
    const { resetAtMs, ...rest }: Partial<LearnedWindow> = { resetAtMs: NOW, ...over };
    const ownResetAtMs = resetAtMs === undefined ? undefined : resetAtMs + 1_000;
    return { limit: 10, perMs: 30_000, remaining: 5, reportedAtMs: NOW, ...rest, resetAtMs, ownResetAtMs };
  };
  const merged = (first: Partial<LearnedWindow>, second: Partial<LearnedWindow>) =>
    mergeWindow([window(first)], window(second))[0];

  const cases: [string, Partial<LearnedWindow>, Partial<LearnedWindow>, Partial<LearnedWindow>][] = [
    [
      'a newer window takes over',
      { remaining: 0 },
      { resetAtMs: NOW + 30_000, remaining: 9 },
      { resetAtMs: NOW + 30_000, remaining: 9 },
    ],
    [
      'a late reply of an older window does not clamp',
      { remaining: 9 },
      { resetAtMs: NOW - 30_000, remaining: 0, limit: 1 },
      { remaining: 9 },
    ],
    [
      'a late reply of an older window does not refill',
      { remaining: 0 },
      { resetAtMs: NOW - 30_000, remaining: 10 },
      { remaining: 0 },
    ],
    [
      'in the same window replies come in any order: the least is left',
      { remaining: 3 },
      { remaining: 7 },
      { remaining: 3 },
    ],
    [
      'what is malformed or missing is no news: neither what is left nor the reset is forgotten',
      { remaining: 3, resetAtMs: NOW },
      { remaining: undefined, resetAtMs: undefined },
      { remaining: 3, resetAtMs: NOW },
    ],
    ['and less is less', { remaining: 7 }, { remaining: 3 }, { remaining: 3 }],
    ['a limit may be loosened', {}, { limit: 20 }, { limit: 20 }],
    ['and tightened', {}, { limit: 5 }, { limit: 5 }],
    [
      'a reset that creeps is the same window, and stays',
      {},
      { resetAtMs: NOW + 900, remaining: 4 },
      { remaining: 4 },
    ],
    [
      'a reply without a reset is taken as it is',
      {},
      { resetAtMs: undefined, remaining: 8, limit: 20 },
      { remaining: 8, limit: 20 },
    ],
    ['a first reset is taken', { resetAtMs: undefined }, { remaining: 8 }, { remaining: 8 }],
    [
      'what is left stays known when a reply does not tell',
      { remaining: 3 },
      { remaining: undefined },
      { remaining: 3 },
    ],
  ];
  for (const [name, first, second, expected] of cases) {
    it(name, () => {
      expect(merged(first, second)).to.deep.equal(window(expected));
    });
  }

  it('a server that moves its reset with every reply does begin a new window', () => {
    let known: readonly LearnedWindow[] = [window({ remaining: 0 })];
    for (let at = 0; at <= 16_000; at += 1000) {
      known = mergeWindow(known, window({ resetAtMs: NOW + at, remaining: 6 }));
    }
    expect(known[0]?.remaining).to.equal(6);
  });

  it('says when it was reported last, by a reply that says the same, too; one of an older window is no word', () => {
    const known = [window()];
    expect(mergeWindow(known, window({ reportedAtMs: NOW + 5 }))).to.deep.equal([
      window({ reportedAtMs: NOW + 5 }),
    ]);
    const late = window({ resetAtMs: NOW - 60_000, reportedAtMs: NOW + 5 });
    expect(mergeWindow(known, late)).to.equal(known);
  });

  it('each length is a window of its own', () => {
    const [short, long] = [window(), window({ perMs: 300_000, limit: 500 })];
    expect(mergeWindow([short], long)).to.deep.equal([short, long]);
  });

  it('gives the very same array where nothing is new', () => {
    const known = [window()];
    expect(mergeWindow(known, window())).to.equal(known);
    expect(mergeWindow(known, window({ resetAtMs: NOW - 60_000 }))).to.equal(known);
  });

  it('remembers 8 lengths, however many a server makes up', () => {
    let known: readonly LearnedWindow[] = [];
    for (let perMs = 1; perMs <= 50; perMs++) known = mergeWindow(known, window({ perMs }));
    expect(known.map(({ perMs }) => perMs)).to.deep.equal([43, 44, 45, 46, 47, 48, 49, 50]);
  });
});

describe('effectiveWindows', () => {
  const cases: [string, [number, number][], [number, number][], [number, number][]][] = [
    ['nothing learned', [[60, 60_000]], [], [[60, 60_000]]],
    ['nothing configured', [], [[600, 30_000]], [[600, 30_000]]],
    ['never looser than configured', [[60, 60_000]], [[100, 60_000]], [[60, 60_000]]],
    ['tighter than configured', [[60, 60_000]], [[30, 60_000]], [[30, 60_000]]],
    [
      'another length stands beside',
      [[60, 60_000]],
      [[5, 1000]],
      [
        [60, 60_000],
        [5, 1000],
      ],
    ],
    [
      'two configured of one length',
      [
        [60, 1000],
        [9, 1000],
      ],
      [[20, 1000]],
      [
        [20, 1000],
        [9, 1000],
      ],
    ],
  ];
  const windows = (pairs: readonly (readonly [number, number])[]) =>
    pairs.map(([limit, perMs]) => ({ limit, perMs }));
  for (const [name, configured, learned, expected] of cases) {
    it(name, () => {
      expect(effectiveWindows(windows(configured), windows(learned), 60_000)).to.deep.equal(
        windows(expected),
      );
    });
  }

  const hour = 3_600_000;
  const waits: [string, [number, number][], [number, number][], object[]][] = [
    ['a told window up to the accepted wait is waited for', [], [[1, 60_000]], [{ limit: 1, perMs: 60_000 }]],
    ['a longer one up to the accepted wait', [], [[1, hour]], [{ limit: 1, perMs: hour, maxWaitMs: 60_000 }]],
    ['a configured one for as long as it takes', [[1, hour]], [], [{ limit: 1, perMs: hour }]],
    ['… also where looser words were told', [[1, hour]], [[2, hour]], [{ limit: 1, perMs: hour }]],
    [
      '… and not where it was tightened',
      [[9, hour]],
      [[1, hour]],
      [{ limit: 1, perMs: hour, maxWaitMs: 60_000 }],
    ],
  ];
  for (const [name, configured, learned, expected] of waits) {
    it(name, () => {
      expect(effectiveWindows(windows(configured), windows(learned), 60_000)).to.deep.equal(expected);
    });
  }
});

describe('refusalHold', () => {
  const cases: [string, Headers, LimitHeaders, number | undefined][] = [
    [
      'Retry-After wins over the reset',
      { ...keygen('30s', 600, 0, SECONDS + 12), 'retry-after': '3' },
      KEYGEN,
      3000,
    ],
    ['milliseconds win over seconds', { 'retry-after-ms': '250', 'retry-after': '3' }, {}, 250],
    ['nothing left: until the reset', keygen('30s', 600, 0, SECONDS + 12), KEYGEN, 12_000],
    ['something left: another limit is the reason', keygen('30s', 600, 9, SECONDS + 12), KEYGEN, undefined],
    ['a reset alone', { 'x-ratelimit-reset-requests': '6m0s' }, OPENAI, 360_000],
    ['nothing told', {}, KEYGEN, undefined],
    ['a banned address: a reset of 0 is no time', keygen('blacklist', 0, 0, 0), KEYGEN, undefined],
  ];
  for (const [name, headers, names, expected] of cases) {
    it(name, () => {
      const hold = refusalHold(headerOf(headers), read(headers, names), NOW);
      expect(O.toUndefined(hold)).to.equal(expected);
    });
  }
});
