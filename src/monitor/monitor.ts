import type { Observable } from 'rxjs';
import type { MonitorRecord } from '../records/index.js';
import type { Scope, SeriesQuery, SpendQuery, TableQuery } from './queries.js';
import type {
  ChangeEvent,
  CredentialRow,
  DriftRow,
  FindingRow,
  LimitRow,
  Overview,
  PrincipalRow,
  Series,
  SourceRow,
  SpendTable,
  Table,
} from './shapes.js';

/**
 * One live picture over several accounts. The same interface in the process that polls and in one that watches it over a
 * socket. No member ever errors; each emits its present value when subscribed to, then whenever it changes, and completes
 * with {@link Monitor.close}. The first subscriber starts the polling; it stops a while after the last one left.
 */
export interface MonitorViews {
  /** The first look: spend, pace, keys, findings. */
  readonly overview$: Observable<Overview>;
  /** One row for each source and feed. */
  readonly sources$: Observable<readonly SourceRow[]>;
  /** Limits of the providers and budgets, with their use. */
  readonly limits$: Observable<readonly LimitRow[]>;
  /** Open findings, newest first, and of those that opened together the gravest. */
  readonly findings$: Observable<readonly FindingRow[]>;
  /** Places where replies depart from what is known. */
  readonly drift$: Observable<readonly DriftRow[]>;
  /** Returns who or what spends how much, the largest first. */
  spend(query: SpendQuery): Observable<SpendTable>;
  /** Returns figures over time: the lines of a chart. */
  series(query: SeriesQuery): Observable<Series>;
  /** Returns the keys. Default: the first 100. */
  credentials(query?: TableQuery): Observable<Table<CredentialRow>>;
  /** Returns people and accounts. Default: the first 100. */
  principals(query?: TableQuery): Observable<Table<PrincipalRow>>;
  /** Events after a position, each once; without a position those from now on. */
  changes(since?: string): Observable<ChangeEvent>;
  /**
   * Reads every feed now, for all who watch, instead of when it is due. Not read are: a feed that is being read; one whose last reading
   * ended less than `refreshMs` ago; one that waits because a server asked for it. It does nothing while nobody looks.
   */
  refresh(): void;
}

/** {@link MonitorViews} in the process that polls. */
export interface Monitor extends MonitorViews {
  /** Every record as it is read. */
  records(): Observable<MonitorRecord>;
  /** The same monitor, narrowed to what a viewer may see. */
  within(scope: Scope): MonitorViews;
  /** Stops polling and completes every stream. */
  close(): void;
}
