import type { SourceRow } from '../shapes.js';
import type { AnyRule, Pace } from '../rules/rule.js';
import type { FeedState } from '../store/feed-state.js';
import { uidOf } from '../store/entities.js';

import { tokensOf } from '../sums/amounts.js';
import type { Rollup } from '../sums/rollup.js';
import { credentialAt } from '../views/credential-row.js';
import { sourceRow } from '../views/source-rows.js';
import type { Context, Frame } from '../views/view.js';
import { strongerCause, type Cause } from './cause.js';
import type { Case, Findings } from './findings.js';
import type { History } from './history.js';
import type { Limits } from './limits.js';
import { LOCAL } from './budget.js';
import type { Causes } from './pending.js';
import { isoAt } from '../../records/index.js';

/** Subjects looked at in one frame: a first reading of a large account must not hold a frame up. */
const MOST_IN_A_FRAME = 5_000;
/** In an hour every subject is looked at once, whether it changed or not: ages grow by themselves. */
const SWEEPS_AN_HOUR = 60;

/** What the keys of limits begin with. */
const LIMIT = 'limit/';

/** What budgets belong to. */
const NO_SOURCE = -1;

/** Decides what rules look at, and when. */
export class Checker {
  readonly #queue = new Map<number, Cause>();
  #sweptTo = 0;
  readonly #pace: Rollup | undefined;
  /** Types of records that could be relied on, by source, when they were looked at last. */
  readonly #relied = new Map<number, string>();
  readonly #unsettled = new Set<number>();

  constructor(
    private readonly context: Context,
    private readonly findings: Findings,
    private readonly history: History,
  ) {
    if (findings.rulesOn('pace').length > 0) this.#pace = context.pool.take('source', '60m');
  }

  /** A thing that no rule looks at does not wait for one. */
  queue(place: number, cause: Cause): void {
    const name = this.context.store.entities.classOf(place);
    if ((name === 'credential' || name === 'principal') && this.findings.rulesOn(name).length > 0)
      this.#queue.set(place, strongerCause(this.#queue.get(place), cause));
  }

  #hasSeenAll = false;

  /** Whether everything of the first readings has been looked at once. */
  get hasSeenAll(): boolean {
    return this.#hasSeenAll;
  }

  /** Whether nothing waits to be looked at. */
  get isIdle(): boolean {
    return this.#queue.size === 0;
  }

  /** Whether the lists that a rule needs can be relied on; undefined where the source has no such list. */
  hasNeeds(rule: AnyRule, source: number): boolean | undefined {
    const { feeds } = this.context.store;
    if (source === NO_SOURCE) return true;
    const now = this.context.now();
    for (const type of rule.needs) {
      const lists = feeds.of(source).filter((feed) => feed.gives(type));
      if (lists.length === 0) return undefined;
      if (!lists.every((feed) => isReliable(feed, now))) return false;
    }
    return true;
  }

  /** The number of a source will be another's. */
  leave(source: number): void {
    this.#relied.delete(source);
    this.#unsettled.delete(source);
  }

  /** A reading ended. Returns entities whose rows are others now though nothing was read of them. */
  ended(feed: FeedState, cause: Cause): readonly number[] {
    const { entities } = this.context.store;
    if (feed.gives('principal')) this.#queueUnowned(feed.source, cause);
    const relied = this.#reliedOn(feed.source);
    const isOther = relied !== this.#relied.get(feed.source);
    this.#relied.set(feed.source, relied);
    if (isOther) {
      this.#unsettled.add(feed.source);
      for (const name of ['credential', 'principal'] as const)
        for (const place of entities.of(name, feed.source)) this.queue(place, cause);
    }
    if (!isOther && !feed.gives('credential')) return [];
    // Keys that only figures name count as gone once all lists have been read, since they were named.
    return [...entities.of('credential', feed.source)].filter(
      (place) => entities.recordOf(place) === undefined,
    );
  }

  /** Keys whose owner is in no list: now that people have been read, it may be known that the owner has left. */
  #queueUnowned(source: number, cause: Cause): void {
    const { entities } = this.context.store;
    for (const place of entities.of('credential', source)) {
      const owner = entities.ownerOf(place);
      if (owner >= 0 && entities.recordOf(owner) === undefined) this.queue(place, cause);
    }
  }

  #reliedOn(source: number): string {
    const now = this.context.now();
    return this.context.store.feeds
      .of(source)
      .filter((feed) => isReliable(feed, now))
      .map(({ info, everWhole }) => `${info.id}/${String(everWhole)}`)
      .join('\n');
  }

  /** A minute has passed: the next part of all subjects is looked at. */
  sweep(): void {
    const { end } = this.context.store.entities;
    const until = Math.min(end, this.#sweptTo + Math.ceil(end / SWEEPS_AN_HOUR));
    for (let place = this.#sweptTo; place < until; place += 1) this.queue(place, 'time');
    this.#sweptTo = until >= end ? 0 : until;
  }

  /** Queues the entities whose findings have waited for long enough, and returns the limits that have. */
  #due(now: number): readonly string[] {
    const due = this.findings.due(now);
    for (const { place } of due) if (place !== undefined) this.queue(place, 'time');
    return due.flatMap(({ kind, key }) => (kind === 'limit' ? key.slice(LIMIT.length) : []));
  }

  /** Looks at what waits. Returns the entities that have other findings now. */
  run(frame: Frame, changedLimits: ReadonlySet<string>, limits: Limits, causes: Causes): readonly number[] {
    const limitUids = new Set([...changedLimits, ...(frame.minute ? this.#due(frame.now) : [])]);
    const changed: number[] = [];
    let left = MOST_IN_A_FRAME;
    for (const [place, cause] of this.#queue) {
      if (left === 0) break;
      left -= 1;
      this.#queue.delete(place);
      if (this.#checkEntity(place, cause, frame.now)) changed.push(place);
    }
    for (const uid of limitUids) this.#checkLimit(uid, limits, causes, frame.now);
    if (frame.coverage || frame.drift || frame.minute) this.#checkSources(frame.now);
    if (this.#pace !== undefined && (frame.minute || frame.groups(this.#pace).size > 0))
      this.#checkPaces(causes, frame.now);
    if (this.#queue.size === 0) {
      // Budgets of one's own are about everything, and are known from the first frame on.
      for (const source of [...this.#unsettled, NO_SOURCE]) this.findings.settle(source);
      this.#unsettled.clear();
      if (this.context.store.feeds.all.every(({ everRead, isGone }) => everRead || isGone))
        this.#hasSeenAll = true;
    }
    return changed;
  }

  #checkEntity(place: number, cause: Cause, now: number): boolean {
    const { store } = this.context;
    const name = store.entities.classOf(place);
    const source = store.entities.sourceOf(place);
    const sourceName = store.feeds.sourceName(source);
    const key = uidOf(store.entities, sourceName, place);
    if (name === 'credential') {
      const subject = credentialAt(store, place, now);
      if (subject === undefined) return false;
      const ref = { source: sourceName, kind: subject.kind, id: subject.id };
      return this.findings.check({ kind: 'credential', key, ref, source, place, subject }, now, cause);
    }
    const subject = name === 'principal' ? store.entities.principalOf(place) : undefined;
    if (subject === undefined) return false;
    const ref = { source: sourceName, kind: subject.kind, id: subject.id };
    return this.findings.check({ kind: 'principal', key, ref, source, place, subject }, now, cause);
  }

  #checkLimit(uid: string, limits: Limits, causes: Causes, now: number): void {
    const subject = limits.row(uid);
    const key = LIMIT + uid;
    if (subject === undefined) {
      this.findings.end(key, causes.limits.get(uid) ?? 'time');
      return;
    }
    const source =
      subject.source === LOCAL ? NO_SOURCE : (this.context.store.feeds.sourceId(subject.source) ?? NO_SOURCE);
    const cause = causes.limits.get(uid) ?? costCause(causes, source);
    const found: Case<'limit'> = {
      kind: 'limit',
      key,
      ref: subject.subject,
      source,
      place: undefined,
      subject,
    };
    this.findings.check(found, now, cause);
  }

  #checkSources(now: number): void {
    if (this.findings.rulesOn('source').length === 0) return;
    for (const feed of this.context.store.feeds.all) {
      const ref = { source: feed.sourceName, kind: 'feed', id: feed.info.id };
      const row = sourceRow(this.context.store, feed, now);
      // What was found of a feed that is no more is over.
      const subject: SourceRow = feed.isGone ? { ...row, state: 'ok' } : row;
      const key = `feed/${feed.sourceName}/${feed.info.id}`;
      const found: Case<'source'> = {
        kind: 'source',
        key,
        ref,
        source: feed.source,
        place: undefined,
        subject,
      };
      this.findings.check(found, now, 'time');
      if (feed.everRead) this.findings.settleFeed(ref);
    }
  }

  #checkPaces({ usage, cost }: Causes, now: number): void {
    const { feeds } = this.context.store;
    for (const [source, { name, provider }] of feeds.sources.entries()) {
      if (!feeds.isHeld(source)) continue;
      const ref = { source: name, kind: 'source', id: name };
      const subject = this.#paceOf(source, name, provider, now);
      const isFirst = usage.get(source) === 'baseline' || cost.get(source) === 'baseline';
      const found: Case<'pace'> = {
        kind: 'pace',
        key: `pace/${name}`,
        ref,
        source,
        place: undefined,
        subject,
      };
      this.findings.check(found, now, isFirst ? 'baseline' : 'time');
    }
  }

  #paceOf(source: number, name: string, provider: string, now: number): Pace {
    const { store, rates } = this.context;
    const place = store.entities.find('source', source, name) ?? -1;
    const group = this.#pace?.find(place);
    const tokens =
      this.#pace === undefined || group === undefined ? undefined : tokensOf(this.#pace.now, group);
    const { hours, days } = this.history.usual(source, now);
    const rate = rates.of(source);
    const asOf = store.feeds.of(source).find((feed) => feed.gives('usage'))?.asOf;
    return {
      type: 'pace',
      source: name,
      provider,
      tokens,
      usual: hours,
      days,
      perToken: rate?.perToken,
      currency: rate === undefined ? undefined : store.figures.origins.currencyOf(rate.origin),
      asOf: asOf === undefined ? undefined : isoAt(asOf),
    };
  }
}

/** Why the spend that a limit is held against may be another one. */
const costCause = ({ cost }: Causes, source: number): Cause =>
  source === NO_SOURCE
    ? [...cost.values()].reduce<Cause>(strongerCause, 'time')
    : (cost.get(source) ?? 'time');

const isReliable = (feed: FeedState, now: number): boolean =>
  feed.lastSuccessAt !== undefined && feed.failed === undefined && now <= feed.staleAt();
