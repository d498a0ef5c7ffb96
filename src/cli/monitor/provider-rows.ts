import { combineLatest, map, type Observable } from 'rxjs';
import type {
  Amount,
  Figure,
  Monitor,
  Source,
  SourceRow,
  SpendTable,
  Table,
  TableQuery,
} from '../../monitor/index.js';
import { healthOfAll, type Health } from './feed-state.js';
import { gives } from './feeds.js';

/** A count of one source; undefined where the source has no such list. */
export type Count =
  | {
      readonly value: number;
      /** Whether more may be there: a list was not read whole. */
      readonly isFloor: boolean;
      /** Whether nothing is known yet. */
      readonly isOpen: boolean;
    }
  | undefined;

/** One line for a source. */
export interface ProviderRow {
  readonly source: string;
  readonly users: Count;
  readonly keys: Count;
  readonly neverUsed: Count;
  /** Of this month. */
  readonly spend: Figure<readonly Amount[]> | undefined;
  /** When the oldest of its readings ended. */
  readonly asOf: string | undefined;
  readonly health: Health;
  readonly feeds: readonly SourceRow[];
}

type Counted = Table<unknown>;

const countOf = ({ state, total, coverage }: Counted, source: string): Count => ({
  value: total,
  isFloor: coverage.missing.includes(source),
  isOpen: state === 'reading' && total === 0,
});

const oldest = (rows: readonly SourceRow[]): string | undefined =>
  rows.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []).sort()[0];

interface Parts {
  readonly users: Counted;
  readonly keys: Counted;
  readonly neverUsed: Counted;
  /** Keys whose use is known, or known to be none. */
  readonly knownUse: Counted;
  readonly spend: SpendTable;
  readonly feeds: readonly SourceRow[];
}

const rowOf = (source: Source, parts: Parts): ProviderRow => {
  const { users, keys, neverUsed, knownUse, spend } = parts;
  const feeds = parts.feeds.filter((row) => row.source === source.name);
  const has = (type: 'principal' | 'credential' | 'cost'): boolean =>
    source.feeds.some((feed) => gives(feed, type));
  const knowsUse = knownUse.total > 0 || keys.total === 0;
  return {
    source: source.name,
    users: has('principal') ? countOf(users, source.name) : undefined,
    keys: has('credential') ? countOf(keys, source.name) : undefined,
    neverUsed: has('credential') && knowsUse ? countOf(neverUsed, source.name) : undefined,
    spend: has('cost') ? spend.sum : undefined,
    asOf: oldest(feeds),
    health: healthOfAll(feeds),
    feeds,
  };
};

const ofSource = (monitor: Monitor, source: Source): Observable<ProviderRow> => {
  const keysWhere = (where: TableQuery['where']): Observable<Counted> =>
    monitor.credentials({ where: { source: source.name, ...where }, limit: 1 });
  return combineLatest({
    users: monitor.principals({ where: { source: source.name }, limit: 1 }),
    keys: keysWhere({}),
    neverUsed: keysWhere({ lastUsed: 'never' }),
    knownUse: keysWhere({ lastUsed: ['never', 'used', 'no_record'] }),
    spend: monitor.spend({ by: 'source', window: 'month', where: { source: source.name }, limit: 1 }),
    feeds: monitor.sources$,
  }).pipe(map((parts) => rowOf(source, parts)));
};

/** Returns one row for each source, each time that something of it changes. */
export const providerRows = (
  monitor: Monitor,
  sources: readonly Source[],
): Observable<readonly ProviderRow[]> => combineLatest(sources.map((source) => ofSource(monitor, source)));
