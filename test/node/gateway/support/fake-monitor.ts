import { BehaviorSubject, defer, finalize, map, type Observable } from 'rxjs';
import { ChangeLog, type ChangeDraft } from '../../../../src/monitor/changes/log.js';
import { readingOverview, readingSeries } from '../../../../src/monitor/connect/reading.js';
import type { MonitorViews } from '../../../../src/monitor/monitor.js';
import type { Scope, SeriesQuery, SpendQuery, TableQuery } from '../../../../src/monitor/queries.js';
import {
  checkCredentialsQuery,
  checkPrincipalsQuery,
  checkSeriesQuery,
  checkSpendQuery,
} from '../../../../src/monitor/queries-check.js';
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
  SpendRow,
  SpendTable,
  Table,
} from '../../../../src/monitor/shapes.js';
import type { Served } from '../../../../src/node/gateway/served.js';
import { NOON } from '../../../monitor/support/clock.js';

const coverage = { included: ['acme'], missing: [] };

/** A row of spend. */
export const spendRow = (id: string, more: Partial<SpendRow> = {}): SpendRow => ({
  id,
  name: id,
  provider: 'acme',
  source: 'acme',
  cost: [],
  spark: [],
  ...more,
});

export const finding = (id: string, more: Partial<FindingRow> = {}): FindingRow => ({
  id,
  type: 'finding',
  rule: 'key.idle',
  title: `Finding ${id}`,
  severity: 'low',
  subject: { source: 'acme', kind: 'api_token', id },
  evidence: [],
  since: '2026-11-28T12:00:00.000Z',
  ...more,
});

const tableOf = (rows: readonly SpendRow[]): SpendTable => ({
  state: 'ready',
  rows,
  total: rows.length,
  coverage,
  from: '2026-11-27T12:00:00.000Z',
  to: '2026-11-28T12:00:00.000Z',
  sum: { quality: 'reported', coverage },
});

/** What of the monitor is looked at, and how often at once. */
class Watchers {
  readonly now = new Map<string, number>();
  readonly ever = new Map<string, number>();

  over<T>(name: string, stream: Observable<T>): Observable<T> {
    const add = (counts: Map<string, number>, n: number): unknown =>
      counts.set(name, (counts.get(name) ?? 0) + n);
    return defer(() => {
      add(this.now, 1);
      add(this.ever, 1);
      return stream.pipe(finalize(() => add(this.now, -1)));
    });
  }
}

/* eslint-disable rxjs-x/no-exposed-subjects -- a test sets the values from outside: that is what the class is for */
/** A monitor whose values a test sets. Within a scope it shows the rows whose source is one of the projects. */
export class FakeMonitor implements Served {
  readonly watchers = new Watchers();
  readonly rows = new BehaviorSubject<readonly SpendRow[]>([]);
  readonly findings = new BehaviorSubject<readonly FindingRow[]>([]);
  readonly sources = new BehaviorSubject<readonly SourceRow[]>([]);
  readonly limits = new BehaviorSubject<readonly LimitRow[]>([]);
  readonly drift = new BehaviorSubject<readonly DriftRow[]>([]);
  readonly overview = new BehaviorSubject<Overview>(readingOverview);
  readonly chart = new BehaviorSubject<Series>(readingSeries('2026-11-28T12:00:00.000Z'));
  readonly keys = new BehaviorSubject<readonly CredentialRow[]>([]);
  readonly log: ChangeLog;

  constructor(most = 10_000) {
    this.log = new ChangeLog('epoch', most);
  }

  readonly #table = <R>(rows: Observable<readonly R[]>): Observable<Table<R>> =>
    rows.pipe(map((each) => ({ state: 'ready', rows: each, total: each.length, coverage })));

  readonly overview$ = this.watchers.over('overview', this.overview);
  readonly sources$ = this.watchers.over('sources', this.sources);
  readonly limits$ = this.watchers.over('limits', this.limits);
  readonly findings$ = this.watchers.over('findings', this.findings);
  readonly drift$ = this.watchers.over('drift', this.drift);

  spend(query: SpendQuery): Observable<SpendTable> {
    checkSpendQuery(query);
    return this.watchers.over('spend', this.rows.pipe(map(tableOf)));
  }

  series(query: SeriesQuery): Observable<Series> {
    checkSeriesQuery(query);
    return this.watchers.over('series', this.chart);
  }

  credentials(query?: TableQuery): Observable<Table<CredentialRow>> {
    checkCredentialsQuery(query);
    return this.watchers.over('credentials', this.#table(this.keys));
  }

  principals(query?: TableQuery): Observable<Table<PrincipalRow>> {
    checkPrincipalsQuery(query);
    return this.watchers.over('principals', this.#table(new BehaviorSubject<readonly PrincipalRow[]>([])));
  }

  changes(since?: string): Observable<ChangeEvent> {
    return this.watchers.over(
      'changes',
      this.log.after(since, () => NOON),
    );
  }

  refreshed = 0;

  refresh(): void {
    this.refreshed += 1;
  }

  /** Something happens. */
  tell(count = 1, more: Partial<ChangeDraft> = {}): void {
    const drafts = Array.from({ length: count }, (_, n): ChangeDraft => ({
      at: '2026-11-28T12:00:00.000Z',
      kind: 'created',
      text: `New key ${String(n)}.`,
      ...more,
    }));
    this.log.tell(this.log.place(drafts));
  }

  within(scope: Scope): MonitorViews {
    const mine = (row: { readonly source: string }): boolean => scope.projects?.includes(row.source) === true;
    const narrowed = new FakeMonitor();
    this.rows.subscribe((rows) => narrowed.rows.next(rows.filter(mine)));
    return narrowed;
  }

  close(): void {
    for (const each of [this.rows, this.findings, this.sources, this.limits, this.drift, this.overview])
      each.complete();
    this.log.complete();
  }
}
