import { expect } from 'chai';
import { of } from 'rxjs';
import { clockOf, clockRows, ClockWatch, offsetOf, type Clock } from '../../../src/cli/check/clock.js';
import type { HttpRequest, HttpResponse } from '../../../src/http/transport.js';

const T = Date.parse('2026-11-28T12:00:00.000Z');
const dateAt = (ms: number): string => new Date(ms).toUTCString();

describe('what a Date header says of a clock', () => {
  const cases: readonly (readonly [
    string,
    string | null,
    string | null,
    number,
    number,
    [number, number] | undefined,
  ])[] = [
    ['the same second, no round trip', dateAt(T), null, T, T, [0, 1_000]],
    ['a round trip of 400 ms makes it uncertain by as much', dateAt(T), null, T, T + 400, [-400, 1_000]],
    ['an hour ahead', dateAt(T + 3_600_000), null, T, T + 100, [3_599_900, 3_601_000]],
    ['an hour behind', dateAt(T - 3_600_000), null, T, T + 100, [-3_600_100, -3_599_000]],
    ['a reply out of a cache', dateAt(T - 50_000), '50', T, T, [0, 1_000]],
    ['no date', null, null, T, T, undefined],
    ['a date that is none', 'yesterday', null, T, T, undefined],
    ['an age that is none', dateAt(T), 'old', T, T, undefined],
    ['an age below zero', dateAt(T), '-5', T, T, undefined],
  ];
  for (const [what, date, age, sentAt, arrivedAt, expected] of cases)
    it(what, () => {
      const offset = offsetOf(date, age, sentAt, arrivedAt);
      expect(offset === undefined ? undefined : [offset.from, offset.to]).to.deep.equal(expected);
    });
});

describe('what several responses say together', () => {
  const cases: readonly (readonly [string, readonly (readonly [number, number])[], Clock])[] = [
    ['nothing, of none', [], { state: 'unknown' }],
    [
      'where their bounds overlap',
      [
        [-400, 1_000],
        [200, 1_400],
      ],
      { state: 'ok', offsetMs: 600 },
    ],
    ['a slow reply alone proves nothing', [[-60_000, 1_000]], { state: 'ok', offsetMs: -29_500 }],
    [
      'a slow reply beside a fast one',
      [
        [-60_000, 1_000],
        [-20_400, -19_000],
      ],
      { state: 'off', offsetMs: -19_700 },
    ],
    ['5 s are tolerated', [[4_500, 5_500]], { state: 'ok', offsetMs: 5_000 }],
    ['more are not', [[5_001, 6_001]], { state: 'off', offsetMs: 5_501 }],
    [
      'dates that contradict each other',
      [
        [0, 1_000],
        [900_000, 901_000],
      ],
      { state: 'contradictory' },
    ],
    [
      'a server of several machines',
      [
        [0, 1_000],
        [3_000, 4_000],
      ],
      { state: 'ok', offsetMs: 2_000 },
    ],
  ];
  for (const [what, bounds, expected] of cases)
    it(what, () => expect(clockOf(bounds.map(([from, to]) => ({ from, to })))).to.deep.equal(expected));
});

describe('ClockWatch', () => {
  it('measures from the sending to the arrival, and passes everything on', () => {
    let now = T;
    const watch = new ClockWatch(() => now);
    const response: HttpResponse = {
      status: 200,
      header: (name) => (name === 'date' ? dateAt(T + 60_000) : null),
      text: () => of('{}'),
    };
    const request: HttpRequest = { method: 'GET', url: 'https://api.acme.test/', headers: {} };
    const seen: unknown[] = [];
    const sent = watch.through((each) => {
      expect(each).to.equal(request);
      now += 200;
      return of(response);
    })(request);
    now += 86_400_000;
    sent.subscribe((each) => seen.push(each));
    expect(seen).to.deep.equal([response]);
    // It was sent when it was subscribed to, a day after it was made.
    expect(watch.read()).to.deep.include({ state: 'off' });
    expect((watch.read() as { offsetMs: number }).offsetMs).to.be.closeTo(60_000 - 86_400_000, 1_000);
  });
});

describe('whose clock is off', () => {
  const rows = (clocks: Readonly<Record<string, Clock>>) =>
    clockRows(new Map(Object.entries(clocks))).map(({ provider, fix = '' }) => `${provider}: ${fix}`);
  const off: Clock = { state: 'off', offsetMs: 90_000 };
  const ok: Clock = { state: 'ok', offsetMs: 0 };

  it('ours, where no provider agrees with it', () => {
    expect(rows({ openai: off, keygen: off, cobo: { state: 'unknown' } })).to.deep.equal([
      'openai: set the clock of this machine: expiry and windows of time are judged by it',
      'keygen: set the clock of this machine: expiry and windows of time are judged by it',
      'cobo: ',
    ]);
  });

  it('that of a provider, or what is between, where another one agrees with ours', () => {
    expect(rows({ openai: off, keygen: ok })).to.deep.equal([
      'openai: the clocks of other providers agree with ours: look for a proxy between, nothing is to be set here',
      'keygen: ',
    ]);
  });
});
