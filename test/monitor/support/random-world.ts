import * as fc from 'fast-check';
import type { FeedEvent, SourceInfo } from '../../../src/monitor/feed.js';
import { money, type Dims, type FeedRecord, type Measures } from '../../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE } from './clock.js';
import {
  cost,
  credential,
  keyRef,
  limit,
  principal,
  project,
  ref,
  request,
  total,
  usage,
} from './records.js';

const every = { watchedMs: MINUTE, idleMs: MINUTE };

/** Two sources with every kind of feed, two lists of keys, and use in three widths. */
export const INFOS: readonly SourceInfo[] = ['acme', 'beta'].map((name) => ({
  name,
  provider: name === 'acme' ? 'one' : 'two',
  feeds: [
    { id: 'keys', kind: 'snapshot', every, gives: ['credential'], precedence: 1 },
    { id: 'admin', kind: 'snapshot', every, gives: ['credential'] },
    { id: 'users', kind: 'snapshot', every, gives: ['principal'] },
    { id: 'projects', kind: 'snapshot', every, gives: ['project'] },
    { id: 'limits', kind: 'snapshot', every, gives: ['limit'] },
    { id: 'minutes', kind: 'buckets', every, gives: ['usage'] },
    { id: 'hours', kind: 'buckets', every, gives: ['usage'] },
    { id: 'costs', kind: 'buckets', every, gives: ['cost'] },
    { id: 'totals', kind: 'counters', every, gives: ['cost'] },
    { id: 'requests', kind: 'events', every, gives: ['cost'] },
  ],
}));

/** One thing that happens. */
export type Step =
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'sleep'; readonly ms: number }
  /** The clock is set back, never more than an hour behind the latest time that it showed. */
  | { readonly type: 'back'; readonly ms: number }
  | {
      readonly type: 'reading';
      readonly source: string;
      readonly feed: string;
      readonly seed: number;
      readonly how: 'whole' | 'fails' | 'cut' | 'unanchored' | 'twice' | 'late';
    };

export const steps = (): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 1,
        arbitrary: fc.constantFrom(1_000, MINUTE, 7 * MINUTE, HOUR).map((ms): Step => ({ type: 'wait', ms })),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(MINUTE, HOUR, 5 * HOUR, DAY, 3 * DAY, 30 * DAY)
          .map((ms): Step => ({ type: 'sleep', ms })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(1_000, 5 * MINUTE, HOUR).map((ms): Step => ({ type: 'back', ms })),
      },
      {
        weight: 7,
        arbitrary: fc.record({
          type: fc.constant('reading' as const),
          source: fc.constantFrom('acme', 'beta'),
          feed: fc.constantFrom(...(INFOS[0]?.feeds.map(({ id }) => id) ?? [])),
          seed: fc.nat(1_000_000),
          how: fc.constantFrom('whole', 'whole', 'whole', 'fails', 'cut', 'unanchored', 'twice', 'late'),
        }),
      },
    ),
    { minLength: 1, maxLength: 40 },
  );

/** A small source of chance, so that a step says by one number what it holds. */
class Chance {
  constructor(private state: number) {}

  below(n: number): number {
    this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((this.state / 0x80000000) * n);
  }

  pick<A>(values: readonly A[]): A {
    return values[this.below(values.length)] as A;
  }

  some<A>(values: readonly A[]): readonly A[] {
    return values.filter(() => this.below(3) > 0);
  }
}

const KEYS = ['k1', 'k2', 'k3'];
const PEOPLE = ['u1', 'u2'];
const PROJECTS = ['p1', 'p2'];
const LIMITS = ['requests', 'cost'];

const dimsOf = (chance: Chance, source: string): Dims => ({
  ...(chance.below(4) === 0 ? { credential: null } : { credential: keyRef(chance.pick(KEYS), source) }),
  ...(chance.below(2) === 0 ? {} : { model: chance.pick(['m1', 'm2', null]) }),
  ...(chance.below(4) === 0 ? { project: ref('project', chance.pick(PROJECTS), source) } : {}),
  ...(chance.below(4) === 0 ? { principal: ref('user', chance.pick(PEOPLE), source) } : {}),
});

const measuresOf = (chance: Chance): Measures => ({
  ...(chance.below(4) === 0 ? {} : { requests: chance.below(9) }),
  ...(chance.below(4) === 0 ? {} : { input_tokens: chance.below(900) }),
  ...(chance.below(3) === 0 ? {} : { output_tokens: chance.below(90) }),
  ...(chance.below(9) === 0 ? { images: chance.below(3) } : {}),
});

const AMOUNTS = ['0.1', '1.25', '0.000052', '12', '0.333333333333333333', '-0.5', '0', '7.0000001'];

const floorTo = (ms: number, width: number): number => Math.floor(ms / width) * width;

const bucketsOf = <R>(
  chance: Chance,
  now: number,
  width: number,
  count: number,
  make: (start: number) => R,
): R[] => {
  const last = floorTo(now, width);
  const slots = Array.from({ length: count }, (_, back) => last - back * width);
  return slots.flatMap((start) => Array.from({ length: chance.below(3) }, () => make(start)));
};

const onceEach = <R extends { readonly uid: string }>(records: readonly R[]): readonly R[] => [
  ...new Map(records.map((record) => [record.uid, record])).values(),
];

const recordsOf = (feed: string, source: string, chance: Chance, now: number): readonly FeedRecord[] => {
  switch (feed) {
    case 'keys':
    case 'admin':
      return chance.some(KEYS).map((id) =>
        credential(id, {
          source,
          resource: feed,
          kind: feed === 'admin' ? 'admin_key' : 'project_key',
          name: chance.pick(['one', 'two', 'three']),
          ...(chance.below(3) === 0 ? {} : { owner: ref('user', chance.pick(PEOPLE), source) }),
          ...(chance.below(3) === 0 ? {} : { scopeContainer: ref('project', chance.pick(PROJECTS), source) }),
        }),
      );
    case 'users':
      return chance.some(PEOPLE).map((id) =>
        principal(id, {
          source,
          displayName: chance.pick(['Ana', 'Bo']),
          status: chance.pick(['active', 'banned']),
        }),
      );
    case 'projects':
      return chance.some(PROJECTS).map((id) => project(id, { source, name: chance.pick(['Red', 'Blue']) }));
    case 'limits':
      return chance.some(LIMITS).map((id) =>
        limit(id, {
          source,
          ...(id === 'cost'
            ? { limit: money(chance.pick([5, 100]), 'USD') }
            : { measure: 'requests', limit: chance.pick([0, 100]), used: chance.below(120) }),
          period: chance.pick(['month', 'day']),
        }),
      );
    case 'minutes':
      return onceEach(
        bucketsOf(chance, now, MINUTE, 15, (start) =>
          usage(start, MINUTE, measuresOf(chance), { source, dims: dimsOf(chance, source) }),
        ),
      );
    case 'hours':
      return onceEach(
        bucketsOf(chance, now, HOUR, 26, (start) =>
          usage(start, HOUR, measuresOf(chance), { source, dims: dimsOf(chance, source) }),
        ),
      );
    case 'costs':
      return onceEach(
        bucketsOf(chance, now, DAY, 5, (start) =>
          cost(start, DAY, chance.pick(AMOUNTS), {
            source,
            dims: dimsOf(chance, source),
            ...(chance.below(8) === 0 ? { currency: 'EUR', more: 'eur' } : {}),
          }),
        ),
      );
    case 'totals':
      return ['c1', 'c2'].map((id) =>
        total(id, String(chance.below(50) / 4), {
          source,
          dims: { principal: ref('user', chance.pick(PEOPLE), source) },
        }),
      );
    default:
      return Array.from({ length: chance.below(5) }, () =>
        request(`r${String(chance.below(12))}`, now - chance.below(3 * HOUR), chance.pick(AMOUNTS), {
          source,
          dims: { credential: keyRef(chance.pick(KEYS), source) },
        }),
      );
  }
};

const REACH: Readonly<Record<string, number>> = {
  minutes: 14 * MINUTE,
  hours: 25 * HOUR,
  costs: 4 * DAY,
  requests: 3 * HOUR,
};

/** The events of a step, in the order in which they arrive. */
export const eventsOf = (
  step: Step & { type: 'reading' },
  clock: Clock,
  before: string,
): readonly FeedEvent[] => {
  const { source, feed, seed, how } = step;
  const now = clock.now();
  const chance = new Chance(seed + 1);
  const iso = new Date(now).toISOString();
  const reading =
    how === 'late' ? before : iso > before ? iso : new Date(Date.parse(before) + 1).toISOString();
  const base = { source, feed, reading, at: iso };
  const records = recordsOf(feed, source, chance, now);
  const half = Math.ceil(records.length / 2);
  const reach = REACH[feed];
  const from =
    reach === undefined
      ? {}
      : {
          from: new Date(
            floorTo(now - reach, feed === 'costs' ? DAY : feed === 'hours' ? HOUR : MINUTE),
          ).toISOString(),
        };
  const begin: FeedEvent = { ...base, type: 'begin' };
  const pages: FeedEvent[] = [
    { ...base, type: 'records', records: records.slice(0, half) },
    { ...base, type: 'records', records: records.slice(half) },
  ];
  const end: FeedEvent = { ...base, type: 'end', end: 'complete', leftOut: 0, asOf: iso, ...from };
  const failed: FeedEvent = {
    ...base,
    type: 'failed',
    leftOut: 0,
    fault: { state: 'down', error: { class: 'HttpError', message: 'status 503', status: 503 } },
  };
  switch (how) {
    case 'whole':
    case 'late':
      return [begin, ...pages, end];
    case 'fails':
      return [begin, ...pages.slice(0, 1), failed];
    case 'cut':
      return [begin, ...pages.slice(0, 1), { ...end, end: 'partial' }];
    case 'unanchored':
      return [...pages, end];
    case 'twice':
      return [begin, begin, ...pages, ...pages, end, ...pages, end];
  }
};
