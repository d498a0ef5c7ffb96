import { Big } from 'big.js';
import type { FeedEvent, FeedInfo, SourceInfo } from '../../../src/monitor/feed.js';
import type { Dimension, Window } from '../../../src/monitor/queries.js';
import type {
  CostRecord,
  Credential,
  FeedRecord,
  Limit,
  Measure,
  Principal,
  Project,
  Ref,
  UsageRecord,
} from '../../../src/records/index.js';

/**
 * Everything computed again from the log of events, with nothing kept up to date: slow, simple, and written without a look
 * at the index. What it says is what the index must say after each step.
 */

const UNIT = [60_000, 3_600_000, 86_400_000] as const;
type Level = 0 | 1 | 2;
const LEVELS: readonly Level[] = [0, 1, 2];
const DEPTH = [120, 48, 35] as const;

type Figure = UsageRecord | CostRecord;
type Entity = Credential | Principal | Project;

/** A figure in a slot of a level: reported as a bucket, or something that happened at a time. */
interface Entry {
  readonly record: Figure;
  readonly level: Level;
  readonly slot: number;
  readonly isBucket: boolean;
  readonly measures: ReadonlyMap<Measure, number>;
  readonly amount: Big | undefined;
}

interface ListRow {
  readonly record: FeedRecord;
  readonly feed: string;
}

/** Money by basis and currency, and measures, of one row. */
export interface NaiveRow {
  readonly id: string;
  readonly cost: ReadonlyMap<string, Big>;
  /** Estimates by currency, as numbers. */
  readonly estimated: ReadonlyMap<string, number>;
  readonly measures: ReadonlyMap<Measure, number>;
}

const slotOf = (level: Level, ms: number): number => Math.floor(ms / UNIT[level]);
const startOf = (level: Level, slot: number): number => slot * UNIT[level];

const levelOfWidth = (ms: number): Level | undefined => LEVELS.find((level) => ms <= UNIT[level]);

const levelOfGrowth = (ms: number): Level => (ms <= 900_000 ? 0 : ms <= 7_200_000 ? 1 : 2);

const windowOf = (window: Window, now: number): { level: Level; from: number } => {
  const back = (level: Level, slots: number) => ({ level, from: slotOf(level, now) - slots + 1 });
  const date = new Date(now);
  switch (window) {
    case '60m':
      return back(0, 60);
    case '24h':
      return back(1, 24);
    case 'today':
      return back(2, 1);
    case '7d':
      return back(2, 7);
    case '30d':
      return back(2, 30);
    case 'month':
      return { level: 2, from: slotOf(2, Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)) };
  }
};

const tokensOf = (measures: ReadonlyMap<Measure, number>): number | undefined => {
  const total = measures.get('total_tokens');
  if (total !== undefined) return total;
  const [input, output] = [measures.get('input_tokens'), measures.get('output_tokens')];
  return input === undefined && output === undefined ? undefined : (input ?? 0) + (output ?? 0);
};

const refKey = (kind: string, ref: Ref): string => `${ref.source}/${kind}/${ref.id}`;

const dimsKey = ({ dims, type }: Figure): string => JSON.stringify([type, dims]);

const shareOfTime = (start: number, end: number, from: number): number =>
  end <= start ? 1 : Math.min(1, Math.max(0, (end - from) / (end - start)));

export class Naive {
  readonly #events: { readonly event: FeedEvent; readonly at: number }[] = [];

  constructor(private readonly sources: readonly SourceInfo[]) {}

  apply(event: FeedEvent, at: number): void {
    this.#events.push({ event, at });
  }

  /** Plays the whole log, and returns what is known at its end. */
  replay(now: number): NaiveState {
    const state = new NaiveState(this.sources, now);
    for (const { event, at } of this.#events) state.apply(event, at);
    return state;
  }
}

/** What is of the reading, or of the activity of a thing, is no change of it. */
const NO_CHANGE = ['uid', 'observedAt', 'revision', 'resource', 'used'];

const isGone = (record: Entity | Limit): boolean =>
  'status' in record && (record.status === 'vanished' || record.status === 'removed');

/** Limits are named after what they are about. */
const idOf = (record: Entity | Limit | undefined, key: string): string =>
  record?.type === 'limit' ? refKey('limit', record.subject) : key;

const changesBetween = (
  before: ReadonlyMap<string, Entity | Limit>,
  after: ReadonlyMap<string, Entity | Limit>,
): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const id = idOf(was ?? is, key);
    if (was === undefined) return is === undefined ? [] : [`created ${id}`];
    if (is === undefined || (isGone(is) && !isGone(was))) return [`removed ${id}`];
    const [old, now] = [was, is].map((record) => record as unknown as Readonly<Record<string, unknown>>);
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
      (name) => !NO_CHANGE.includes(name) && JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name]),
    );
    return fields.length === 0 ? [] : [`updated ${id} ${fields.sort().join()}`];
  });

interface Feed {
  readonly info: FeedInfo;
  readonly source: string;
  reading: string;
  /** The name of its first reading. */
  first: string;
  open: boolean;
  anchored: boolean;
  seen: Set<string>;
  everWhole: boolean;
  /** Whether it was read or has failed. */
  isBegun: boolean;
  /** Whether it gave any bucket that is held. */
  hasGiven: boolean;
  asOf: number | undefined;
  since: number | undefined;
  lastTotals: Map<string, { record: Figure; at: number }>;
  seenEvents: Set<string>;
}

export class NaiveState {
  readonly #feeds = new Map<string, Feed>();
  /** What lists hold: by feed, then by thing. */
  readonly #lists = new Map<string, Map<string, ListRow>>();
  readonly #tombstones = new Map<string, Entity>();
  readonly #changes: string[] = [];
  readonly #buckets = new Map<string, { entry: Entry; feed: string }>();
  readonly #moments: Entry[] = [];
  readonly #lastUse = new Map<string, number>();
  /** In whose name figures say that a credential was used. */
  readonly #bearers = new Map<string, Map<string, Ref>>();

  /** What is computed from the whole is computed once, when the log is at its end. */
  readonly #computed = new Map<string, unknown>();

  constructor(
    private readonly sources: readonly SourceInfo[],
    readonly now: number,
  ) {
    for (const { name, feeds } of sources)
      for (const info of feeds)
        this.#feeds.set(`${name}/${info.id}`, {
          info,
          source: name,
          reading: '',
          first: '',
          open: false,
          anchored: false,
          seen: new Set(),
          everWhole: false,
          isBegun: false,
          hasGiven: false,
          asOf: undefined,
          since: undefined,
          lastTotals: new Map(),
          seenEvents: new Set(),
        });
  }

  /** What was created, changed and removed, in words, in the order in which it came. */
  get changes(): readonly string[] {
    return this.#changes;
  }

  apply(event: FeedEvent, at: number): void {
    const before = this.#told();
    const feed = 'feed' in event ? this.#feeds.get(`${event.source}/${event.feed}`) : undefined;
    const isWhole = feed?.everWhole === true;
    this.#apply(event, at);
    if (feed === undefined) return;
    const isRepeated = feed.first !== '' && feed.reading > feed.first;
    const changes = changesBetween(before, this.#told());
    // Of a list that was never read whole, what is known can change and go; what comes may have been there before.
    if (isWhole) this.#changes.push(...changes);
    else if (isRepeated) this.#changes.push(...changes.filter((change) => !change.startsWith('created')));
  }

  /** Everything whose changes are told. */
  #told(): ReadonlyMap<string, Entity | Limit> {
    const types = ['credential', 'principal', 'project'] as const;
    const entities = types.flatMap((type): [string, Entity | Limit][] => [...this.#entities(type)]);
    return new Map([...entities, ...this.limits().map((each) => [each.uid, each] as const)]);
  }

  #apply(event: FeedEvent, at: number): void {
    if (event.type === 'source' || event.type === 'drift' || event.type === 'moved' || event.type === 'lost')
      return;
    const key = `${event.source}/${event.feed}`;
    const feed = this.#feeds.get(key);
    if (feed === undefined) return;
    if (event.reading < feed.reading || (event.reading === feed.reading && !feed.open)) return;
    if (event.reading > feed.reading) {
      feed.reading = event.reading;
      if (feed.first === '') feed.first = event.reading;
      feed.open = true;
      feed.anchored = event.type === 'begin';
      feed.seen = new Set();
    }
    if (event.type === 'records')
      for (const record of event.records) this.#record(record, key, feed, Date.parse(event.reading), at);
    if (event.type === 'failed') {
      feed.open = false;
      feed.isBegun = true;
    }
    if (event.type === 'end') this.#end(event, key, feed, at);
  }

  #end(event: Extract<FeedEvent, { type: 'end' }>, key: string, feed: Feed, at: number): void {
    feed.open = false;
    feed.isBegun = true;
    feed.asOf = Date.parse(event.asOf ?? event.at);
    if (event.from !== undefined) feed.since = Math.min(feed.since ?? Infinity, Date.parse(event.from));
    if (event.end !== 'complete') return;
    if (feed.anchored) {
      if (feed.info.kind === 'snapshot') this.#sweep(key, feed);
      if (feed.info.kind === 'buckets' && event.from !== undefined)
        this.#withdraw(key, feed, Date.parse(event.from), at);
    }
    feed.everWhole = true;
  }

  #record(record: FeedRecord, key: string, feed: Feed, reading: number, at: number): void {
    if (record.type === 'usage' || record.type === 'cost') this.#figure(record, key, feed, reading, at);
    else {
      const list = this.#lists.get(key) ?? new Map<string, ListRow>();
      this.#lists.set(key, list);
      const id = record.type === 'limit' ? record.uid : refKey(record.type, { ...record, kind: '' });
      feed.seen.add(id);
      list.set(id, { record, feed: key });
      this.#tombstones.delete(id);
    }
  }

  #sweep(key: string, feed: Feed): void {
    const list = this.#lists.get(key) ?? new Map<string, ListRow>();
    for (const [id, { record }] of [...list]) {
      if (feed.seen.has(id)) continue;
      list.delete(id);
      const isHeld = [...this.#lists.values()].some((other) => other.has(id));
      if (record.type === 'credential' && !isHeld)
        this.#tombstones.set(id, { ...record, status: 'vanished' });
      if ((record.type === 'principal' || record.type === 'project') && !isHeld)
        this.#tombstones.set(id, { ...record, status: 'removed' });
    }
  }

  #withdraw(key: string, feed: Feed, from: number, at: number): void {
    for (const [id, bucket] of [...this.#buckets]) {
      const { level, slot, measures, amount } = bucket.entry;
      if (bucket.feed !== key || feed.seen.has(id) || startOf(level, slot) < from) continue;
      if (slot < this.#floor(level, at)) continue;
      const zeros = new Map([...measures].map(([measure]) => [measure, 0] as const));
      const entry = {
        ...bucket.entry,
        measures: zeros,
        amount: amount === undefined ? undefined : new Big(0),
      };
      this.#buckets.set(id, { ...bucket, entry });
    }
  }

  #floor(level: Level, at: number): number {
    return slotOf(level, at) - DEPTH[level] + 1;
  }

  #figure(record: Figure, key: string, feed: Feed, reading: number, at: number): void {
    const measures =
      record.type === 'usage'
        ? new Map(Object.entries(record.measures) as [Measure, number][])
        : new Map<Measure, number>();
    const amount = record.type === 'cost' ? new Big(record.cost.amount) : undefined;
    if (record.temporality === 'bucket') {
      const start = Date.parse(record.start ?? '');
      const level = levelOfWidth(Date.parse(record.end ?? '') - start);
      if (level === undefined || slotOf(level, start) < this.#floor(level, at)) return;
      feed.hasGiven = true;
      const id = `${String(level)}/${String(slotOf(level, start))}/${dimsKey(record)}/${record.uid}`;
      feed.seen.add(id);
      const before = this.#buckets.get(id)?.entry.measures ?? new Map<Measure, number>();
      // What was reported once and is no longer is zero.
      const kept = new Map([...[...before].map(([measure]) => [measure, 0] as const), ...measures]);
      this.#buckets.set(id, {
        entry: { record, level, slot: slotOf(level, start), isBucket: true, measures: kept, amount },
        feed: key,
      });
      this.#bear(record);
      if ([...measures.values()].some((value) => value > 0)) this.#use(record, start);
    } else if (record.temporality === 'event') {
      if (feed.seenEvents.has(record.uid)) return;
      feed.seenEvents.add(record.uid);
      const ms = Date.parse(record.start ?? record.observedAt);
      this.#bear(record);
      this.#moment(record, measures, amount, ms, 0, at);
      if (record.type === 'usage') this.#use(record, ms);
    } else this.#total(record, measures, amount, feed, reading, at);
  }

  #total(
    record: Figure,
    measures: ReadonlyMap<Measure, number>,
    amount: Big | undefined,
    feed: Feed,
    reading: number,
    at: number,
  ): void {
    const last = feed.lastTotals.get(record.uid);
    feed.lastTotals.set(record.uid, { record, at: reading });
    if (last === undefined) return;
    const level = levelOfGrowth(reading - last.at);
    const grown = new Map<Measure, number>();
    if (last.record.type === 'usage')
      for (const [measure, value] of measures) {
        const before = last.record.measures[measure];
        if (before !== undefined && value > before) grown.set(measure, value - before);
      }
    const by =
      last.record.type === 'cost' && amount !== undefined ? amount.minus(last.record.cost.amount) : undefined;
    const money = by?.gt(0) === true ? by : undefined;
    if (grown.size === 0 && money === undefined) return;
    this.#bear(record);
    this.#moment(record, grown, money, reading, level, at);
    if (record.type === 'usage') this.#use(record, reading);
  }

  #moment(
    record: Figure,
    measures: ReadonlyMap<Measure, number>,
    amount: Big | undefined,
    ms: number,
    least: Level,
    at: number,
  ): void {
    const level = LEVELS.find((each) => each >= least && slotOf(each, ms) >= this.#floor(each, at));
    if (level === undefined) return;
    this.#moments.push({ record, level, slot: slotOf(level, ms), isBucket: false, measures, amount });
  }

  #bear({ dims: { credential, principal } }: Figure): void {
    if (credential == null || principal == null) return;
    const key = refKey('credential', credential);
    const bearers = this.#bearers.get(key) ?? new Map<string, Ref>();
    this.#bearers.set(key, bearers.set(principal.id, principal));
  }

  #use({ dims }: Figure, ms: number): void {
    if (dims.credential == null) return;
    const key = refKey('credential', dims.credential);
    this.#lastUse.set(key, Math.max(this.#lastUse.get(key) ?? -Infinity, slotOf(0, ms)));
  }

  lastUse(source: string, id: string): number | undefined {
    return this.#lastUse.get(`${source}/credential/${id}`);
  }

  #once<A>(what: string, compute: () => A): A {
    if (!this.#computed.has(what)) this.#computed.set(what, compute());
    return this.#computed.get(what) as A;
  }

  // What is listed

  /** Things of a type as all lists together tell them. */
  entities<T extends Entity['type']>(type: T): ReadonlyMap<string, Extract<Entity, { type: T }>> {
    return this.#once(`entities/${type}`, () => this.#entities(type));
  }

  #entities<T extends Entity['type']>(type: T): ReadonlyMap<string, Extract<Entity, { type: T }>> {
    const merged = new Map<string, { record: Entity; precedence: number }[]>();
    for (const [key, list] of this.#lists)
      for (const [id, { record }] of list) {
        if (record.type !== type) continue;
        const precedence = this.#feeds.get(key)?.info.precedence ?? 0;
        merged.set(id, [...(merged.get(id) ?? []), { record, precedence }]);
      }
    const entities = new Map<string, Entity>();
    for (const [id, records] of merged) {
      const sorted = [...records].sort((a, b) => a.precedence - b.precedence);
      let entity: Record<string, unknown> = {};
      for (const { record } of sorted)
        entity = {
          ...entity,
          ...Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)),
        };
      entities.set(id, entity as unknown as Entity);
    }
    for (const [id, tombstone] of this.#tombstones)
      if (tombstone.type === type && !entities.has(id)) entities.set(id, tombstone);
    return entities as unknown as ReadonlyMap<string, Extract<Entity, { type: T }>>;
  }

  limits(): readonly Limit[] {
    return [...this.#lists.values()].flatMap((list) =>
      [...list.values()].flatMap(({ record }) => (record.type === 'limit' ? [record] : [])),
    );
  }

  // Figures

  #resourceKey({ record }: Entry): string {
    return `${record.source}/${record.resource}`;
  }

  #natives(): ReadonlyMap<string, ReadonlySet<Level>> {
    const natives = new Map<string, Set<Level>>();
    for (const { entry } of this.#buckets.values()) {
      const levels = natives.get(this.#resourceKey(entry)) ?? new Set<Level>();
      natives.set(this.#resourceKey(entry), levels.add(entry.level));
    }
    return natives;
  }

  /** All figures of a level: those reported in it, those that happened, and the sums of finer ones where it is not reported. */
  #entriesAt(level: Level): readonly Entry[] {
    return this.#once(`entries/${String(level)}`, () => this.#entries(level));
  }

  #entries(level: Level): readonly Entry[] {
    const natives = this.#natives();
    const own = [...[...this.#buckets.values()].map(({ entry }) => entry), ...this.#moments];
    return own.flatMap((entry): Entry[] => {
      if (entry.level > level) return [];
      for (const between of LEVELS)
        if (
          between > entry.level &&
          between <= level &&
          natives.get(this.#resourceKey(entry))?.has(between) === true
        )
          return [];
      return [{ ...entry, level, slot: slotOf(level, startOf(entry.level, entry.slot)) }];
    });
  }

  #finest(entry: Entry): Level {
    const key = this.#resourceKey(entry);
    return this.#once(`finest/${key}`, () => this.#finestOf(key));
  }

  #finestOf(key: string): Level {
    const levels = [...[...this.#buckets.values()].map(({ entry: each }) => each), ...this.#moments]
      .filter((each) => this.#resourceKey(each) === key)
      .map(({ level }) => level);
    return Math.min(...levels) as Level;
  }

  #owner(source: string, id: string): Ref | undefined {
    const key = `${source}/credential/${id}`;
    const held = this.entities('credential').get(key);
    if (held !== undefined) return held.owner;
    // What no list holds is theirs whom all its figures name.
    const bearers = [...(this.#bearers.get(key)?.values() ?? [])];
    return bearers.length === 1 ? bearers[0] : undefined;
  }

  #container(source: string, id: string): Ref | undefined {
    return this.entities('credential').get(`${source}/credential/${id}`)?.scopeContainer;
  }

  #groupOf({ dims, source }: Figure, by: Dimension): string {
    const none = `${source}/unattributed`;
    const key = dims.credential;
    switch (by) {
      case 'key':
        return key == null ? none : refKey('credential', key);
      case 'principal': {
        const own = dims.principal ?? (key == null ? undefined : this.#owner(key.source, key.id));
        return own == null ? none : refKey('principal', own);
      }
      case 'project': {
        const own = dims.project ?? (key == null ? undefined : this.#container(key.source, key.id));
        return own == null ? none : refKey('project', own);
      }
      case 'model':
        return dims.model == null ? none : `${source}/model/${dims.model}`;
      case 'source':
        return source;
      case 'provider':
        return this.sources.find(({ name }) => name === source)?.provider ?? '';
    }
  }

  /** Days of which costs of a source are known. */
  #reported(): ReadonlySet<string> {
    return this.#once('reported', () => this.#reportedDays());
  }

  #reportedDays(): ReadonlySet<string> {
    return new Set(
      this.#entriesAt(2)
        .filter(({ amount }) => amount !== undefined)
        .map(({ record, slot }) => `${record.source}/${String(slot)}`),
    );
  }

  #useFeeds(source: string): readonly Feed[] {
    return [...this.#feeds.values()].filter(
      (feed) => feed.source === source && feed.info.gives?.includes('usage') === true,
    );
  }

  /** Nothing is known of a stretch of time that begins behind what was read last, nor of what has not been read at all. */
  #useIn(source: string, from: number): 'unread' | 'behind' | 'read' {
    const feeds = this.#useFeeds(source);
    if (feeds.some(({ isBegun }) => !isBegun)) return 'unread';
    return feeds.some(({ asOf }) => asOf !== undefined && asOf <= from) ? 'behind' : 'read';
  }

  /** What a token costs a source, by its reports of the last seven days that are over. */
  #rate(source: string): { readonly currency: string; readonly perToken: number } | undefined {
    return this.#once(`rate/${source}`, () => this.#rateOf(source));
  }

  #rateOf(source: string): { readonly currency: string; readonly perToken: number } | undefined {
    if (this.#useIn(source, -Infinity) === 'unread') return undefined;
    const days = this.#entriesAt(2).filter(({ record }) => record.source === source);
    const daily = days.filter((entry) => entry.amount !== undefined && this.#finest(entry) === 2);
    const byCurrency = new Map<string, number>();
    for (const { record, amount } of daily)
      if (record.type === 'cost' && record.basis === 'provider_reported')
        byCurrency.set(record.cost.currency, (byCurrency.get(record.cost.currency) ?? 0) + Number(amount));
    const [currency] = [...byCurrency].sort((a, b) => b[1] - a[1]).map(([name]) => name);
    if (currency === undefined) return undefined;
    let cost = 0;
    let tokens = 0;
    const today = slotOf(2, this.now);
    for (let day = today - 7; day < today; day += 1) {
      const dayCost = daily
        .filter(
          ({ record, slot }) =>
            slot === day &&
            record.type === 'cost' &&
            record.basis === 'provider_reported' &&
            record.cost.currency === currency,
        )
        .reduce((sum, { amount }) => sum + Number(amount), 0);
      const dayTokens = days
        .filter(({ slot }) => slot === day)
        .reduce((sum, { measures }) => sum + (tokensOf(measures) ?? 0), 0);
      if (!(dayCost > 0 && dayTokens > 0)) continue;
      const start = startOf(2, day);
      if (!this.#useFeeds(source).some(({ hasGiven, since = Infinity }) => hasGiven && since <= start))
        continue;
      cost += dayCost;
      tokens += dayTokens;
    }
    return tokens === 0 ? undefined : { currency, perToken: cost / tokens };
  }

  spend(by: Dimension, window: Window): ReadonlyMap<string, NaiveRow> {
    const { level, from } = windowOf(window, this.now);
    const rows = new Map<
      string,
      { cost: Map<string, Big>; estimated: Map<string, number>; measures: Map<Measure, number> }
    >();
    const rowOf = (record: Figure) => {
      const id = this.#groupOf(record, by);
      const row = rows.get(id) ?? {
        cost: new Map<string, Big>(),
        estimated: new Map<string, number>(),
        measures: new Map<Measure, number>(),
      };
      rows.set(id, row);
      return row;
    };
    const addEstimate = (record: Figure, currency: string, value: number): void => {
      const { estimated } = rowOf(record);
      estimated.set(currency, (estimated.get(currency) ?? 0) + value);
    };
    const addShare = (entry: Entry, currency: string): void => {
      const share = this.#share(entry, level, from);
      if (share !== undefined) addEstimate(entry.record, currency, Number(entry.amount) * share);
    };
    const add = ({ record, measures, amount }: Entry): void => {
      const row = rowOf(record);
      for (const [measure, value] of measures)
        row.measures.set(measure, (row.measures.get(measure) ?? 0) + value);
      if (record.type !== 'cost' || amount === undefined) return;
      const key = `${record.basis}/${record.cost.currency}`;
      row.cost.set(key, (row.cost.get(key) ?? new Big(0)).plus(amount));
    };
    const reported = this.#reported();
    const addLoose = ({ record, measures, level: own, slot }: Entry): void => {
      const tokens = tokensOf(measures);
      const rate = this.#rate(record.source);
      const day = slotOf(2, startOf(own, slot));
      if (record.type !== 'usage' || tokens === undefined || tokens === 0 || rate === undefined) return;
      if (!reported.has(`${record.source}/${String(day)}`))
        addEstimate(record, rate.currency, tokens * rate.perToken);
    };
    for (const entry of this.#entriesAt(level)) {
      if (entry.slot < from || this.#finest(entry) > level) continue;
      add(entry);
      addLoose(entry);
    }
    for (const wide of LEVELS)
      if (wide > level)
        for (const entry of this.#entriesAt(wide)) {
          if (this.#finest(entry) !== wide) continue;
          const start = startOf(wide, entry.slot);
          if (start >= startOf(level, from)) {
            add(entry);
            addLoose(entry);
          } else if (
            entry.amount !== undefined &&
            startOf(wide, entry.slot + 1) > startOf(level, from) &&
            entry.record.type === 'cost'
          )
            addShare(entry, entry.record.cost.currency);
        }
    return new Map([...rows].map(([id, row]) => [id, { id, ...row }]));
  }

  /** Tokens or requests of each row of a window, slot by slot; a slot without data is absent. */
  series(
    by: Dimension,
    window: Window,
    measure: 'tokens' | 'requests',
  ): ReadonlyMap<string, ReadonlyMap<number, number>> {
    const { level, from } = windowOf(window, this.now);
    const lines = new Map<string, Map<number, number>>();
    for (const entry of this.#entriesAt(level)) {
      const { record, measures, slot } = entry;
      const value = measure === 'tokens' ? tokensOf(measures) : measures.get('requests');
      // What came while the clock was ahead is drawn when its time has come.
      if (slot < from || slot > slotOf(level, this.now)) continue;
      if (value === undefined || this.#finest(entry) > level) continue;
      const id = this.#groupOf(record, by);
      const line = lines.get(id) ?? new Map<number, number>();
      lines.set(id, line.set(slot - from, (line.get(slot - from) ?? 0) + value));
    }
    return lines;
  }

  /** The part of a bucket that lies in a window: by tokens of its key, its project, its source, or by time. */
  #share(entry: Entry, level: Level, from: number): number | undefined {
    const { record } = entry;
    const use = this.#useIn(record.source, startOf(level, from));
    if (use === 'unread') return undefined;
    const start = startOf(entry.level, entry.slot);
    const end = startOf(entry.level, entry.slot + 1);
    const of = (isOne: (other: Figure) => boolean): number | undefined => {
      const fine = (at: Level) =>
        this.#entriesAt(at).filter(
          (other) => other.record.type === 'usage' && this.#finest(other) <= level && isOne(other.record),
        );
      const sum = (entries: readonly Entry[]): number =>
        entries.reduce((total, { measures }) => total + (tokensOf(measures) ?? 0), 0);
      const whole = sum(fine(entry.level).filter(({ slot }) => slot === entry.slot));
      if (!(whole > 0)) return undefined;
      const inside = fine(level).filter(
        ({ slot }) => slot >= from && startOf(level, slot) >= start && startOf(level, slot) < end,
      );
      return Math.min(1, sum(inside) / whole);
    };
    const project = this.#groupOf(record, 'project');
    const byTokens =
      (record.dims.credential == null
        ? undefined
        : of((other) => this.#groupOf(other, 'key') === this.#groupOf(record, 'key'))) ??
      (project.endsWith('/unattributed')
        ? undefined
        : of((other) => this.#groupOf(other, 'project') === project)) ??
      of((other) => other.source === record.source);
    if (byTokens === 0 && use === 'behind') return undefined;
    return (
      byTokens ??
      shareOfTime(start, Math.min(end, Math.floor(this.now / 60_000) * 60_000), startOf(level, from))
    );
  }
}
