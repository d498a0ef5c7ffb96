import { defer, type Observable } from 'rxjs';
import { type Credential, isoAt } from '../../records/index.js';
import { ChangeLog } from '../changes/log.js';
import { changeOfFinding } from '../changes/text.js';
import type { FeedEvent } from '../feed.js';
import type { Saved } from '../journal.js';
import type { FindingRow, Overview } from '../shapes.js';
import { MINUTE, slotOf, startOf } from '../store/levels.js';
import { Store } from '../store/store.js';
import { EVERYTHING, Pool } from '../sums/pool.js';
import { Rates } from '../sums/rates.js';
import { statusAt } from '../views/credential-row.js';
import { nameOfRef } from '../views/names.js';
import { OverviewView } from '../views/overview.js';
import type { Context, View } from '../views/view.js';
import { Checker } from './checker.js';
import { Drifts } from './drifts.js';
import { dumpOf } from './dump.js';
import { Effects } from './effects.js';
import { Expiries, type Expiry } from './expiries.js';
import { Findings, type FindingNews } from './findings.js';
import { Fresh } from './fresh.js';
import { History } from './history.js';
import { Keeper } from './keeper.js';
import { Limits } from './limits.js';
import { LiveView } from './live-view.js';
import type { EngineOptions } from './options.js';
import { Pace } from './pace.js';
import type { EngineParts } from './parts.js';
import { Pending } from './pending.js';
import { Restatements } from './restatements.js';
import { keptTo, restoreInto } from './restore.js';
import { IndexForRules } from './rule-index.js';
import { nextSnoozeEnd } from './snooze.js';

/** A name that another log will not have. */
const epochOf = (random: () => number): string =>
  Math.floor(random() * 36 ** 8)
    .toString(36)
    .padStart(8, '0');

/**
 * Applies events, and keeps everything that is computed from them up to date. It sends nothing, sets no timer, and reads
 * no clock but that of its scheduler.
 */
export class Engine implements EngineParts {
  readonly effects = new Effects(this);
  readonly pending = new Pending();
  readonly fresh = new Fresh();
  readonly drifts = new Drifts();
  readonly store: Store;
  readonly pool: Pool;
  readonly rates: Rates;
  readonly context: Context;
  readonly history: History;
  readonly restatements: Restatements;
  readonly findings: Findings;
  readonly checker: Checker;
  readonly limits: Limits;
  readonly log: ChangeLog;
  readonly keeper: Keeper;
  readonly pace: Pace = new Pace(() => this.options.scheduler.now());
  readonly expiries: Expiries;
  readonly #views = new Map<string, LiveView<unknown>>();
  #minute = -Infinity;
  #staleAt = Infinity;
  #snoozeEndsAt = Infinity;
  #framedAt = -Infinity;
  #rows: readonly FindingRow[] = [];
  /** Events that wait for the one that is being applied. */
  readonly #events: FeedEvent[] = [];
  #isApplying = false;
  /** What the journal knew and is read no longer: of a source, all or some feeds. */
  #left: ReadonlyMap<string, readonly string[] | undefined> = new Map();

  constructor(
    readonly options: EngineOptions,
    /** Called when something changed: a frame is due. */
    readonly wake: () => void,
  ) {
    this.store = new Store(this.effects, { depth: options.depth, prices: options.prices });
    this.store.feeds.isOpen = options.isOpen;
    this.store.feeds.isNamed = !options.isOpen;
    for (const info of options.sources) this.store.addSource(info);
    this.expiries = new Expiries(this.store);
    this.pool = new Pool(this.store, this.now);
    this.rates = new Rates(this.store);
    const findingsOf = (place: number): readonly string[] => this.findings.ofPlace(place);
    const isChecked = (): boolean => this.checker.hasSeenAll;
    const { store, pool, rates, now } = this;
    this.context = { store, pool, rates, findingsOf, isChecked, now };
    this.restatements = new Restatements(this.store, this.rates);
    this.history = new History(this.store);
    this.findings = this.#makeFindings();
    this.checker = new Checker(this.context, this.findings, this.history);
    this.limits = new Limits(this.context, options.budgets);
    this.log = new ChangeLog(epochOf(options.random), options.changes);
    this.keeper = new Keeper(this.log, options.journal, options.scheduler);
    this.store.figures.use.used = (place) => this.effects.touch(place);
    this.store.entities.renamed = (place) => this.effects.touch(place);
    this.advance();
  }

  readonly now = (): number => this.options.scheduler.now();
  readonly iso = (): string => isoAt(this.now());

  #makeFindings(): Findings {
    const { rules, snooze } = this.options;
    const driftOf = this.drifts.of.bind(this.drifts);
    const index = new IndexForRules(this.context, driftOf, this.effects.kinds);
    return new Findings({
      rules,
      snooze,
      index,
      sourceName: (source) => this.store.feeds.sourceName(source),
      hasNeeds: (rule, source) => this.checker.hasNeeds(rule, source),
      onNews: (news) => this.#noteFinding(news),
    });
  }

  #noteFinding(news: FindingNews): void {
    this.pending.findings = true;
    if (this.keeper.isKept) this.fresh.finding(news.id);
    if (!news.isNews) return;
    const change = changeOfFinding(news, nameOfRef(this.store, news.ref), this.iso());
    if (change !== undefined) this.effects.draft(change);
  }

  /** Applies an event; the changes that it brings are emitted at once. One that comes meanwhile is applied after it. */
  apply(event: FeedEvent): void {
    this.#events.push(event);
    if (this.#isApplying) return;
    this.#isApplying = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift())
        this.#apply(next);
    } finally {
      this.#isApplying = false;
    }
  }

  #apply(event: FeedEvent): void {
    if (slotOf(MINUTE, this.now()) !== this.#minute) this.advance();
    const feed = 'feed' in event ? this.store.feeds.find(event.source, event.feed) : undefined;
    const done = this.effects.begin(feed);
    this.store.apply(event);
    done();
    this.#commit();
    this.wake();
  }

  #commit(): void {
    const drafts = this.effects.takeDrafts();
    if (this.keeper.isKept)
      this.keeper.commit(drafts, this.fresh.take(this.findings, this.restatements), this.iso());
    else if (drafts.length > 0) this.keeper.commit(drafts, undefined, this.iso());
  }

  /** Moves windows on, and lets go of what is too old. */
  advance(): void {
    const now = this.now();
    this.pool.advance(now);
    const minute = slotOf(MINUTE, now);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.pending.minute = true;
    this.store.advance(now);
    this.history.forget(now);
    this.restatements.forget(now);
    this.checker.sweep();
  }

  /** When something will change by the clock alone. */
  nextAt(): number {
    return Math.min(
      startOf(MINUTE, this.#minute + 1),
      this.expiries.next,
      this.#staleAt + 1,
      this.#snoozeEndsAt,
    );
  }

  /** One frame: what changed is brought into the views, and those emit that may. Returns when the next is due, by the pace. */
  frame(): number {
    this.advance();
    const now = this.now();
    for (const expiry of this.expiries.take(now)) this.#expire(expiry, now);
    this.rates.renew(now);
    this.pool.touchEstimates(this.rates.takeChanged());
    const isSetBack = now < this.#framedAt;
    if (now > this.#staleAt || isSetBack) this.pending.coverage = true;
    if (now >= this.#snoozeEndsAt || isSetBack) this.pending.findings = true;
    this.#framedAt = now;
    this.#staleAt = this.store.feeds.nextStaleAfter(now);
    const { frame, causes } = this.pending.take(this.pool, now);
    const changedLimits = this.limits.refresh(frame, new Set(causes.limits.keys()));
    frame.limits ||= changedLimits.size > 0;
    for (const place of this.checker.run(frame, changedLimits, this.limits, causes))
      frame.entities.add(place);
    frame.findings ||= this.pending.findings;
    this.pending.findings = false;
    this.#commit();
    if (frame.findings) this.#readFindings(now);
    for (const view of this.#views.values()) view.refresh(frame);
    return this.#emit(this.pace.now());
  }

  #readFindings(now: number): void {
    this.#rows = this.findings.rows((held) => nameOfRef(this.store, held.ref), now);
    this.#snoozeEndsAt = nextSnoozeEnd(this.options.snooze, now);
  }

  #emit(now: number): number {
    const { frameMs } = this.options;
    let next = this.checker.isIdle ? Infinity : now + frameMs;
    for (const view of [...this.#views.values()]) next = Math.min(next, view.emit(now, frameMs));
    return next;
  }

  /** A key has expired by the clock, or has not yet any more, though its record is the same. */
  #expire({ place, isNews }: Expiry, now: number): void {
    const record = this.store.entities.credentialOf(place);
    if (record?.status !== 'active') return;
    this.effects.touch(place);
    const after: Credential = { ...record, status: statusAt(record, now) };
    if (isNews) this.effects.tell(record, after);
  }

  get findingRows(): readonly FindingRow[] {
    return this.#rows;
  }

  /** A view that is computed once for all who ask for the same. */
  view<T>(key: string, make: () => View<T>): Observable<T> {
    // Looked up when it is subscribed to: two that were asked for before anybody looked are still one view.
    return defer(() => {
      const known = this.#views.get(key) as LiveView<T> | undefined;
      if (known !== undefined) return known.values$;
      const opened = (): void => {
        this.advance();
        this.#views.set(key, view as LiveView<unknown>);
      };
      const view: LiveView<T> = new LiveView<T>(
        make,
        () => this.pace.now(),
        opened,
        () => this.#views.delete(key),
      );
      return view.values$;
    });
  }

  close(): void {
    for (const view of [...this.#views.values()]) view.complete();
    this.log.complete();
    this.keeper.close();
  }

  /** The overview of now, without anybody looking. */
  overview(): Overview {
    const view = new OverviewView(this.context, EVERYTHING, undefined, () => this.#rows);
    const overview = view.read();
    view.dispose();
    return overview;
  }

  /** Keeps everything that is known. */
  save(): void {
    if (this.keeper.isKept) this.keeper.save(() => dumpOf(this));
  }

  /** The journal takes entries: what it knows and is read no longer is said, once. */
  opened(): void {
    if (this.#left.size === 0) return;
    for (const [source, feeds] of this.#left) this.effects.left(source, feeds);
    this.#left = new Map();
    this.#commit();
    this.save();
  }

  restore(saved: Saved): void {
    this.effects.keptTo = keptTo(saved);
    try {
      this.#left = restoreInto(this, saved);
    } finally {
      this.effects.keptTo = undefined;
      this.fresh.clear();
      this.pending.findings = true;
    }
  }
}
