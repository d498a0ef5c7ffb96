import {
  type Credential,
  type FeedRecord,
  type Iso,
  isoAt,
  type Measures,
  type Principal,
  type Project,
  type Ref,
} from '../../records/index.js';
import type { Window } from '../queries.js';
import type { RuleIndex } from '../rules/rule.js';
import type { Amount, DriftRow } from '../shapes.js';
import { DAY, slotOf } from '../store/levels.js';
import { measuresOf } from '../sums/amounts.js';
import type { Rollup } from '../sums/rollup.js';
import { credentialAt } from '../views/credential-row.js';
import { nameOfRef, placeOfRef } from '../views/names.js';
import { groupAmounts } from '../views/totals.js';
import type { Context } from '../views/view.js';

/** What rules may ask, answered from the index. */
export class IndexForRules implements RuleIndex {
  readonly #rollups = new Map<Window, Rollup>();

  constructor(
    private readonly context: Context,
    private readonly driftOf: (source: string, feed: string) => readonly DriftRow[],
    private readonly kinds: ReadonlyMap<string, number>,
  ) {}

  readonly credential = (ref: Ref): Credential | undefined => {
    const place = placeOfRef(this.context.store, ref);
    return place === undefined ? undefined : credentialAt(this.context.store, place, this.context.now());
  };

  readonly principal = (ref: Ref): Principal | undefined => {
    const place = this.#placeOf('principal', ref);
    return place === undefined ? undefined : this.context.store.entities.principalOf(place);
  };

  readonly project = (ref: Ref): Project | undefined => {
    const place = this.#placeOf('project', ref);
    const record = place === undefined ? undefined : this.context.store.entities.recordOf(place);
    return record?.type === 'project' ? record : undefined;
  };

  #placeOf(name: 'principal' | 'project', { source, id }: Ref): number | undefined {
    const sourceId = this.context.store.feeds.sourceId(source);
    return sourceId === undefined ? undefined : this.context.store.entities.find(name, sourceId, id);
  }

  readonly nameOf = (ref: Ref): string => nameOfRef(this.context.store, ref);

  /** Sums for a rule are kept from the first time that it asks. */
  #group(ref: Ref, window: Window): { readonly rollup: Rollup; readonly group: number } | undefined {
    const rollup = this.#rollups.get(window) ?? this.context.pool.take('key', window);
    this.#rollups.set(window, rollup);
    const sourceId = this.context.store.feeds.sourceId(ref.source);
    const place =
      sourceId === undefined ? undefined : this.context.store.entities.find('credential', sourceId, ref.id);
    const group = place === undefined ? undefined : rollup.find(place);
    return group === undefined ? undefined : { rollup, group };
  }

  readonly cost = (ref: Ref, window: Window): readonly Amount[] | undefined => {
    const found = this.#group(ref, window);
    if (found === undefined) return undefined;
    const amounts = groupAmounts(this.context, found.rollup, found.rollup.now, found.group);
    const reported = amounts.filter(({ basis }) => basis !== 'estimated');
    return reported.length === 0 ? undefined : reported;
  };

  readonly usage = (ref: Ref, window: Window): Measures | undefined => {
    const found = this.#group(ref, window);
    return found === undefined ? undefined : measuresOf(found.rollup.now, found.group);
  };

  readonly isWhole = (source: string, type: FeedRecord['type']): boolean => {
    const feeds = this.#feeds(source, type);
    const now = this.context.now();
    return feeds.length > 0 && feeds.every((feed) => !feed.isMissing(now, -Infinity));
  };

  #feeds(source: string, type: FeedRecord['type']) {
    const { feeds } = this.context.store;
    const sourceId = feeds.sourceId(source);
    return sourceId === undefined ? [] : feeds.of(sourceId).filter((feed) => feed.gives(type));
  }

  readonly knowsKind = (source: string, kind: Principal['kind']): boolean =>
    (this.kinds.get(`${source}/${kind}`) ?? 0) > 0;

  readonly asOf = (source: string, type: FeedRecord['type']): Iso | undefined => {
    const times = this.#feeds(source, type).flatMap(({ asOf }) => asOf ?? []);
    return times.length === 0 ? undefined : isoAt(Math.min(...times));
  };

  readonly completeDays = (source: string): number => {
    const { store, now } = this.context;
    const sourceId = store.feeds.sourceId(source);
    const today = slotOf(DAY, now());
    // Budgets of one's own are about all sources.
    const sources = sourceId === undefined ? store.feeds.sources.map((_, id) => id) : [sourceId];
    let count = 0;
    for (let day = today - 31; day < today; day += 1)
      if (sources.some((id) => store.figures.isReported(id, day))) count += 1;
    return count;
  };

  readonly drift = (source: string, feed: string): readonly DriftRow[] => this.driftOf(source, feed);
}
