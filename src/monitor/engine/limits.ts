import { Big } from 'big.js';
import { isoAt, type Limit, type Money, type Ref } from '../../records/index.js';
import type { Scope } from '../queries.js';
import type { Amount, Figure, LimitRow } from '../shapes.js';
import type { AnyWindow } from '../store/levels.js';
import { startOf } from '../store/levels.js';
import type { SourceChoice } from '../store/feeds.js';
import { numberOf } from '../sums/amounts.js';
import type { Grouping } from '../sums/groups.js';
import { EVERYTHING, type Choice } from '../sums/pool.js';
import type { Rollup } from '../sums/rollup.js';
import { choiceOf, sourcesOf } from '../views/choice.js';
import { basisOf, qualityOf } from '../views/basis.js';
import { nameOf, placeOfRef } from '../views/names.js';
import { refInScope } from '../views/scope.js';
import { groupAmounts, sourceOf, totalAmounts } from '../views/totals.js';
import type { Context, Frame } from '../views/view.js';
import { limitOfBudget, LOCAL, type Budget } from './budget.js';
import { titleOf } from './limit-title.js';
import { sameData } from '../../../operators/internal/sameData.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../records/durations.js';

/** Spend that a limit is held against. */
interface Meter {
  readonly amounts: readonly Amount[];
  /** Money an hour, over the last day. */
  readonly perHour: number;
  readonly quality: Figure<unknown>['quality'];
  readonly asOf: string | undefined;
}

const windowOf = ({ period, measure }: Limit): AnyWindow | undefined => {
  if (measure !== 'cost') return undefined;
  if (period === 'month') return 'month';
  return period === 'day' ? 'today' : undefined;
};

const isMoney = (value: Money | number): value is Money => typeof value === 'object';

/** What is reported of a currency, else what a gateway says; never an estimate. */
const usedIn = (amounts: readonly Amount[], currency: string): Money | undefined => {
  const own = amounts.filter((amount) => amount.currency === currency);
  const best =
    own.find(({ basis }) => basis === 'provider_reported') ??
    own.find(({ basis }) => basis === 'provider_gateway');
  return best === undefined ? undefined : { amount: best.amount, currency };
};

const minus = (limit: Money | number, used: Money | number): Money | number | undefined => {
  if (isMoney(limit) && isMoney(used))
    return limit.currency === used.currency
      ? { amount: new Big(limit.amount).minus(used.amount).toFixed(), currency: limit.currency }
      : undefined;
  return isMoney(limit) || isMoney(used) ? undefined : limit - used;
};

const numberIn = (value: Money | number): number => (isMoney(value) ? Number(value.amount) : value);

/** Part of a limit that is used. A limit of zero has no parts. */
const ratioOf = (limit: Money | number, used: Money | number): number | undefined => {
  if (isMoney(limit) !== isMoney(used)) return undefined;
  const whole = numberIn(limit);
  return whole > 0 ? numberIn(used) / whole : undefined;
};

/** How exactly an estimate is reported: one in milliseconds would change with each frame, and each row with it. */
const stepOf = (distanceMs: number): number => {
  if (distanceMs < HOUR_MS) return MINUTE_MS;
  if (distanceMs < DAY_MS) return 10 * MINUTE_MS;
  return distanceMs < 7 * DAY_MS ? HOUR_MS : DAY_MS;
};

/**
 * When a limit will be reached at a rate; undefined where that is after its reset, or never. It is exact to the minute within an hour, to ten
 * minutes within a day, to the hour within a week, and to the day beyond.
 */
export const reachedAt = (
  remaining: number,
  perHour: number,
  now: number,
  resetsAt: string | undefined,
): string | undefined => {
  if (!(perHour > 0) || remaining < 0) return undefined;
  const at = now + (remaining / perHour) * HOUR_MS;
  if (!(at < 8.64e15) || (resetsAt !== undefined && at >= Date.parse(resetsAt))) return undefined;
  const step = stepOf(at - now);
  const rounded = Math.ceil(at / step) * step;
  return isoAt(resetsAt !== undefined && rounded >= Date.parse(resetsAt) ? at : rounded);
};

const limitUid = ({ name }: Budget): string => `${LOCAL}/budget/${name}`;

/** Budgets as they were given, then limits by what names them: not by which of them was read first. */
const inOrder = (rows: Iterable<LimitRow>): readonly LimitRow[] => {
  const all = [...rows];
  const isBudget = ({ source }: LimitRow): boolean => source === LOCAL;
  const limits = all.filter((row) => !isBudget(row)).sort((a, b) => (a.uid < b.uid ? -1 : 1));
  return [...all.filter(isBudget), ...limits];
};

const subjectKey = ({ source, id }: Pick<Ref, 'source' | 'id'>): string => `${source}/${id}`;

const removeFrom = <K>(map: Map<K, Set<string>>, key: K, uid: string): void => {
  const uids = map.get(key);
  uids?.delete(uid);
  if (uids?.size === 0) map.delete(key);
};

/** Limits of providers and budgets, with the spend that is held against them. Rows are made again when theirs changed. */
export class Limits {
  readonly #rows = new Map<string, LimitRow>();
  readonly #rollups = new Map<string, Rollup>();
  /** Limits without reported use, by the entity whose spend counts for them. */
  readonly #byPlace = new Map<number, Set<string>>();
  readonly #placeOf = new Map<string, number>();
  /** All limits of providers by what they are about: it may come later than its limit, or be called by another name. */
  readonly #bySubject = new Map<string, Set<string>>();
  #list: readonly LimitRow[] = [];
  /** In which order they are listed; undefined where one came or went. */
  #uids: readonly string[] | undefined;

  constructor(
    private readonly context: Context,
    private readonly budgets: readonly Budget[],
  ) {
    for (const budget of budgets) this.#makeBudget(budget);
    this.#list = [...this.#rows.values()];
  }

  get rows(): readonly LimitRow[] {
    return this.#list;
  }

  row(uid: string): LimitRow | undefined {
    return this.#rows.get(uid);
  }

  /** Limits that a viewer may see. */
  within(scope: Scope): readonly LimitRow[] {
    const { store } = this.context;
    return this.#list.filter(({ subject, environment }) =>
      refInScope(store, scope, placeOfRef(store, subject, environment), subject),
    );
  }

  /** Takes a frame in; returns the limits whose rows are others now. */
  refresh(frame: Frame, changed: ReadonlySet<string>): ReadonlySet<string> {
    const dirty = new Set(changed);
    for (const rollup of this.#rollups.values())
      for (const group of frame.groups(rollup))
        for (const uid of this.#byPlace.get(rollup.places[group] ?? -1) ?? []) dirty.add(uid);
    for (const place of frame.entities)
      for (const uid of this.#bySubject.get(this.#subjectAt(place)) ?? []) dirty.add(uid);
    if (frame.coverage || frame.minute) for (const uid of this.#metered()) dirty.add(uid);
    for (const uid of dirty) this.#make(uid);
    for (const budget of this.budgets) if (this.#makeBudget(budget)) dirty.add(limitUid(budget));
    if (dirty.size > 0) this.#list = this.#listed();
    return dirty;
  }

  #listed(): readonly LimitRow[] {
    this.#uids ??= inOrder(this.#rows.values()).map(({ uid }) => uid);
    return this.#uids.flatMap((uid) => this.#rows.get(uid) ?? []);
  }

  #subjectAt(place: number): string {
    const { entities, feeds } = this.context.store;
    return subjectKey({ source: feeds.sourceName(entities.sourceOf(place)), id: entities.idOf(place) });
  }

  *#metered(): Generator<string> {
    for (const uids of this.#byPlace.values()) yield* uids;
  }

  #make(uid: string): void {
    const record = this.context.store.lists.limits.get(uid)?.record;
    this.#leave(uid);
    this.#noteSubject(uid, record);
    if (record === undefined || !this.#rows.has(uid)) this.#uids = undefined;
    if (record === undefined) {
      this.#rows.delete(uid);
      return;
    }
    const meter = record.used === undefined ? this.#meterOf(record) : undefined;
    this.#rows.set(uid, this.#rowOf(record, titleOf(record), meter));
  }

  #noteSubject(uid: string, record: Limit | undefined): void {
    const before = this.#rows.get(uid)?.subject;
    if (before !== undefined) removeFrom(this.#bySubject, subjectKey(before), uid);
    if (record === undefined) return;
    const key = subjectKey(record.subject);
    this.#bySubject.set(key, (this.#bySubject.get(key) ?? new Set<string>()).add(uid));
  }

  #leave(uid: string): void {
    const place = this.#placeOf.get(uid) ?? -1;
    this.#placeOf.delete(uid);
    removeFrom(this.#byPlace, place, uid);
  }

  /** Returns whether the row is another one than before. */
  #makeBudget(budget: Budget): boolean {
    const limit = limitOfBudget(budget, this.context.now());
    const choice = choiceOf(this.context.store, undefined, budget.where);
    const window = windowOf(limit) ?? 'month';
    const sources = sourcesOf(this.context.store, undefined, budget.where);
    const meter = this.#read('source', window, undefined, choice, limit, sources);
    const before = this.#rows.get(limit.uid);
    const row = this.#rowOf(limit, budget.name, meter);
    if (before !== undefined && sameData({ ...before, observedAt: '' }, { ...row, observedAt: '' }))
      return false;
    this.#rows.set(limit.uid, row);
    return true;
  }

  /** The spend of what a limit is about: a key, a person, a project, or else the whole source. */
  #meterOf(limit: Limit): Meter | undefined {
    const { store } = this.context;
    const window = windowOf(limit);
    const source = store.feeds.sourceId(limit.source);
    if (window === undefined || source === undefined) return undefined;
    const place =
      placeOfRef(store, limit.subject, limit.environment) ??
      store.entities.find('source', source, limit.source) ??
      -1;
    const uids = this.#byPlace.get(place) ?? new Set<string>();
    this.#byPlace.set(place, uids);
    uids.add(limit.uid);
    this.#placeOf.set(limit.uid, place);
    const groupings: Readonly<Record<string, Grouping>> = {
      credential: 'key',
      principal: 'principal',
      project: 'project',
    };
    const grouping = groupings[store.entities.classOf(place)] ?? 'source';
    return this.#read(grouping, window, place, EVERYTHING, limit, new Set([source]));
  }

  #rollup(grouping: Grouping, window: AnyWindow, choice: Choice): Rollup {
    const key = `${grouping}/${window}/${choice.key}`;
    const rollup = this.#rollups.get(key) ?? this.context.pool.take(grouping, window, choice);
    this.#rollups.set(key, rollup);
    return rollup;
  }

  #read(
    grouping: Grouping,
    window: AnyWindow,
    place: number | undefined,
    choice: Choice,
    limit: Limit,
    sources: SourceChoice | undefined,
  ): Meter {
    const { context } = this;
    const rollup = this.#rollup(grouping, window, choice);
    const day = this.#rollup(grouping, '24h', choice);
    const group = place === undefined ? undefined : rollup.find(place);
    const all = place === undefined ? totalAmounts(context, rollup, rollup.now) : [];
    const amounts = group === undefined ? all : groupAmounts(context, rollup, rollup.now, group);
    const basis = basisOf(context, ['cost'], rollup.spans.now, sources);
    const currency = isMoney(limit.limit) ? limit.limit.currency : '';
    return {
      amounts,
      perHour: this.#perHour(day, place, currency),
      quality: qualityOf(basis, false),
      asOf: basis.asOf,
    };
  }

  #perHour(day: Rollup, place: number | undefined, currency: string): number {
    const { store, rates, now } = this.context;
    const own = place === undefined ? undefined : day.find(place);
    const groups = place === undefined ? day.places.map((_, group) => group) : own === undefined ? [] : [own];
    const sum = groups.reduce((total, group) => {
      const source = sourceOf(this.context, day, group);
      return total + (numberOf(store, rates, day.now, group, source, currency) ?? 0);
    }, 0);
    const { level, from } = day.spans.now;
    return sum / Math.max(1, (now() - startOf(level, from)) / HOUR_MS);
  }

  #rowOf(limit: Limit, name: string, meter: Meter | undefined): LimitRow {
    const used =
      limit.used ??
      (meter === undefined || !isMoney(limit.limit)
        ? undefined
        : usedIn(meter.amounts, limit.limit.currency));
    const remaining = used === undefined ? undefined : minus(limit.limit, used);
    const ratio = used === undefined ? undefined : ratioOf(limit.limit, used);
    const place = placeOfRef(this.context.store, limit.subject, limit.environment);
    const at =
      meter === undefined || remaining === undefined
        ? undefined
        : reachedAt(numberIn(remaining), meter.perHour, this.context.now(), limit.resetsAt);
    return {
      ...limit,
      name,
      ...(meter?.asOf === undefined ? {} : { asOf: meter.asOf }),
      ...(place === undefined ? {} : { subjectName: nameOf(this.context.store, place) }),
      ...(used === undefined ? {} : { used }),
      ...(remaining === undefined ? {} : { remaining }),
      ...(ratio === undefined ? {} : { ratio }),
      ...(at === undefined ? {} : { reachedAt: at }),
      quality: meter?.quality ?? (limit.atLeast === true ? 'floor' : 'reported'),
    };
  }
}
