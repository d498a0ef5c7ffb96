import type {
  CostRecord,
  Credential,
  Drift,
  Limit,
  MonitorRecord,
  Principal,
  Ref,
  UsageRecord,
} from '../../records/index.js';
import type { SourceInfo } from '../feed.js';
import { describe, type Told } from '../changes/describe.js';
import type { ChangeDraft } from '../changes/log.js';
import type { Reset } from '../store/counters.js';
import { uidOf, type EntityRecord } from '../store/entities.js';
import type { FeedState } from '../store/feed-state.js';
import type { StoreEffects } from '../store/store-effects.js';
import { nameOfRef } from '../views/names.js';
import { sourceRow } from '../views/source-rows.js';
import { causeOf, type Cause } from './cause.js';
import type { EngineParts } from './parts.js';
import type { EntityChange, ListRecord } from '../store/list-changes.js';

/** What is called by the name of another thing with its id, where no list holds it. */
const NAMED_BY_ID = ['principal', 'project'] as const;

/** What applying an event does beside changing the index: changes to emit, rows to compute again, rules to run. */
export class Effects implements StoreEffects {
  #drafts: ChangeDraft[] = [];
  /** While a journal is read: when it was written last. What the clock alone has changed since then is news, and nothing else is. */
  keptTo: number | undefined;
  record: ((record: MonitorRecord) => void) | undefined;
  #cause: Cause = 'time';
  readonly kinds = new Map<string, number>();

  constructor(private readonly engine: EngineParts) {}

  get #isQuiet(): boolean {
    return this.keptTo !== undefined;
  }

  takeDrafts(): readonly ChangeDraft[] {
    const drafts = this.#drafts;
    this.#drafts = [];
    return drafts;
  }

  draft(...drafts: readonly ChangeDraft[]): void {
    if (!this.#isQuiet) this.#drafts.push(...drafts);
  }

  /** Says what the effects of an event are due to, and returns a function that ends this. */
  begin(feed: FeedState | undefined): () => void {
    this.#cause = feed === undefined ? 'time' : causeOf(feed);
    return () => {
      this.#cause = 'time';
    };
  }

  figures(source: number, type: 'usage' | 'cost'): void {
    this.engine.pending.figures(source, type, this.#cause);
  }

  touch(place: number, cause = this.#cause): void {
    this.engine.pending.entity(place);
    this.engine.checker.queue(place, cause);
    this.engine.wake();
  }

  /** What a list holds that was not read to its end yet is no news when it comes first. */
  #causeOf(isFirst: boolean, isNews: boolean): Cause {
    if (this.#isQuiet) return 'time';
    if (isNews) return 'news';
    return isFirst ? 'baseline' : this.#cause;
  }

  entity(place: number, change: EntityChange): void {
    const { before, after, isNews } = change;
    const cause = this.#causeOf(before === undefined, isNews);
    this.touch(place, cause);
    this.#touchNamesakes(place);
    if (after.type === 'credential') this.#credential(place, change, after, cause);
    if (after.type === 'principal') this.#principal(place, before, after, cause);
    if (isNews) this.tell(before, after);
  }

  /** What is called by the name of a thing has another name with it. */
  #touchNamesakes(place: number): void {
    const { entities } = this.engine.store;
    if (entities.classOf(place) === 'principal') return;
    for (const name of NAMED_BY_ID) {
      const other = entities.namesake(place, name);
      if (other !== undefined) this.engine.pending.entity(other);
    }
  }

  #credential(place: number, { before, owner }: EntityChange, after: Credential, cause: Cause): void {
    const expiresAt = after.expiresAt == null ? undefined : Date.parse(after.expiresAt);
    this.engine.expiries.set(place, expiresAt, this.keptTo ?? this.engine.now());
    const present = this.engine.store.entities.ownerOf(place);
    // The row of a person says how many keys they have, and nothing else of them.
    if (before !== undefined && owner === present) return;
    for (const each of [owner, present]) if (each >= 0) this.touch(each, cause);
  }

  #principal(place: number, before: EntityRecord | undefined, after: Principal, cause: Cause): void {
    if (before === undefined) {
      const key = `${after.source}/${after.kind}`;
      this.kinds.set(key, (this.kinds.get(key) ?? 0) + 1);
    }
    for (const key of this.engine.store.entities.owned.of(place)) this.engine.checker.queue(key, cause);
  }

  limit(uid: string, before: Limit | undefined, after: Limit | undefined, isNews: boolean): void {
    this.engine.pending.limit(uid, this.#causeOf(before === undefined, isNews));
    if (isNews) this.tell(before, after);
    this.engine.wake();
  }

  held(feed: FeedState, record: ListRecord): void {
    if (this.engine.keeper.isKept)
      this.engine.fresh.put({ source: feed.sourceName, feed: feed.info.id, record });
  }

  released(feed: FeedState, record: ListRecord): void {
    if (this.engine.keeper.isKept)
      this.engine.fresh.drop({ source: feed.sourceName, feed: feed.info.id, record });
  }

  /** Tells what happened to a record. */
  tell(before: Told | undefined, after: Told | undefined): void {
    const record = after ?? before;
    if (record === undefined || this.#isQuiet) return;
    const change = describe(before, after, (ref) => nameOfRef(this.engine.store, ref));
    if (change === undefined) return;
    const { source } = record;
    const subject: Ref =
      record.type === 'limit' ? record.subject : { source, kind: record.kind, id: record.id };
    this.draft({ at: this.engine.iso(), source, subject, ...change });
    const { kind, fields } = change;
    this.record?.({
      type: 'change',
      of: subject,
      change: kind === 'created' ? 'added' : kind,
      fields,
      before,
      after,
    });
  }

  reset(record: UsageRecord | CostRecord, { field, before, after }: Reset): void {
    if (this.#isQuiet) return;
    const { store, keeper, fresh } = this.engine;
    const row = store.counters.dumpRow(record.uid);
    if (keeper.isKept && row !== undefined) fresh.counter(row);
    const subject = record.dims.credential ?? record.dims.principal ?? record.dims.project ?? undefined;
    const name = subject === undefined ? record.source : nameOfRef(store, subject);
    const what = field.replaceAll('_', ' ');
    this.draft({
      at: this.engine.iso(),
      kind: 'reset',
      source: record.source,
      ...(subject === undefined ? {} : { subject }),
      fields: [field],
      before,
      after,
      text: `${record.resource} of ${name}: ${what} fell from ${String(before)} to ${String(after)}, and counts from there.`,
    });
  }

  ended(feed: FeedState, isWhole: boolean): void {
    const { engine } = this;
    engine.rates.renew(engine.now());
    if (isWhole) this.draft(...engine.restatements.ended(feed, feed.lastSuccessAt ?? engine.now()));
    if (engine.keeper.isKept) engine.fresh.feed(feed);
    for (const place of engine.checker.ended(feed, this.#cause === 'baseline' ? 'baseline' : 'time'))
      engine.pending.entity(place);
    this.feed(feed);
  }

  feed(feed: FeedState): void {
    this.engine.pending.coverage = true;
    this.engine.wake();
    if (this.record === undefined) return;
    const { state, leftOut, lastSuccessAt, asOf, nextPollAt, error } = sourceRow(
      this.engine.store,
      feed,
      this.engine.now(),
    );
    const { sourceName: source } = feed;
    this.record({
      type: 'status',
      source,
      resource: feed.info.id,
      state,
      leftOut,
      lastSuccessAt,
      asOf,
      nextPollAt,
      error,
    });
  }

  sources(info: SourceInfo): void {
    const { keeper, options } = this.engine;
    if (keeper.isKept && options.isOpen) this.engine.fresh.source(info);
    this.engine.pending.coverage = true;
    this.engine.wake();
  }

  left(source: string, feeds: readonly string[] | undefined): void {
    this.#forget(source, feeds);
    this.draft({
      at: this.engine.iso(),
      kind: 'removed',
      source,
      fields: feeds ?? [],
      text:
        feeds === undefined
          ? `${source} is no longer read: what was known of it is no longer shown.`
          : `${source}: ${feeds.join(', ')} ${feeds.length === 1 ? 'is' : 'are'} no longer read, and what only that showed is no longer shown.`,
    });
  }

  #forget(source: string, feeds: readonly string[] | undefined): void {
    const { drifts, history, restatements, store, pending } = this.engine;
    drifts.leave(source, feeds);
    pending.drift = true;
    if (feeds !== undefined) return;
    history.leave(store.feeds.sourceId(source) ?? -1);
    restatements.leave(source);
  }

  freed(source: number, name: string): void {
    const { history, rates, checker, findings } = this.engine;
    history.leave(source);
    rates.leave(source);
    checker.leave(source);
    findings.leave(name);
    for (const key of this.kinds.keys()) if (key.startsWith(`${name}/`)) this.kinds.delete(key);
  }

  drift(drift: Drift, at: string): void {
    this.engine.drifts.add(drift, at);
    this.engine.pending.drift = true;
    this.record?.(drift);
    this.engine.wake();
  }

  lost(source: string, at: string): void {
    this.draft({
      at,
      kind: 'gap',
      source,
      text: `Some events of ${source} were lost before they were seen; what is known now follows.`,
    });
  }

  retired(place: number): void {
    const { entities, feeds } = this.engine.store;
    this.engine.pending.retire(place);
    this.#touchNamesakes(place);
    const owner = entities.ownerOf(place);
    // The row of a person says how many keys they have.
    if (owner >= 0) this.engine.pending.entity(owner);
    this.engine.expiries.forget(place);
    const key = uidOf(entities, feeds.sourceName(entities.sourceOf(place)), place);
    // It was no longer listed long ago, which was a change then.
    this.engine.findings.end(key, 'baseline');
    this.engine.wake();
  }
}
