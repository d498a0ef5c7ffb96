import { switchMap, type Observable } from 'rxjs';
import { eventsWithin } from './changes/events-within.js';
import type { Engine } from './engine/engine.js';
import type { MonitorViews } from './monitor.js';
import { keyOfScope, type Scope, type SeriesQuery, type SpendQuery, type TableQuery } from './queries.js';
import {
  checkCredentialsQuery,
  checkPrincipalsQuery,
  checkSeriesQuery,
  checkSpendQuery,
  keyOfQuery,
} from './queries-check.js';
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
import type { Grouping } from './sums/groups.js';
import { choiceOf, sourcesOf } from './views/choice.js';
import { placeOfRef } from './views/names.js';
import { OverviewView } from './views/overview.js';
import { placeInScope, refInScope } from './views/scope.js';
import { ProviderSeriesView } from './views/series-by-provider.js';
import { SeriesView } from './views/series.js';
import { simpleView } from './views/simple.js';
import { sourceRows, sourceRowsWithin } from './views/source-rows.js';
import { ProviderSpendView } from './views/spend-by-provider.js';
import { SpendView } from './views/spend.js';
import { CREDENTIALS, PRINCIPALS } from './views/table-kinds.js';
import { TableView, type TableKind } from './views/table.js';
import type { View } from './views/view.js';

/** Keeps the input of the engine subscribed to for as long as somebody looks. */
export type Watched = <A>(stream: Observable<A>) => Observable<A>;

const grouped = <Q extends { readonly by: string }>(query: Q): (Q & { readonly by: Grouping }) | undefined =>
  query.by === 'provider' ? undefined : (query as Q & { readonly by: Grouping });

/** The members of a monitor over an engine, all of it or what a scope lets through. */
export class PictureViews implements MonitorViews {
  readonly overview$: Observable<Overview>;
  readonly sources$: Observable<readonly SourceRow[]>;
  readonly limits$: Observable<readonly LimitRow[]>;
  readonly findings$: Observable<readonly FindingRow[]>;
  readonly drift$: Observable<readonly DriftRow[]>;

  constructor(
    private readonly engine: Engine,
    private readonly watched: Watched,
    private readonly scope: Scope | undefined,
    private readonly askAgain: () => void,
  ) {
    const findings = (): readonly FindingRow[] => this.#findings();
    const seen = sourcesOf(engine.store, scope);
    this.overview$ = this.#view(
      'overview',
      () => new OverviewView(engine.context, choiceOf(engine.store, scope, undefined), scope, findings),
    );
    this.sources$ = this.#view('sources', () =>
      simpleView(
        () =>
          seen === undefined
            ? sourceRows(engine.store, engine.now())
            : sourceRowsWithin(engine.store, engine.now(), seen),
        (frame) => frame.coverage,
      ),
    );
    this.limits$ = this.#view('limits', () =>
      simpleView(
        () => (scope === undefined ? engine.limits.rows : engine.limits.within(scope)),
        (frame) => frame.limits,
      ),
    );
    this.findings$ = this.#view('findings', () => simpleView(findings, (frame) => frame.findings));
    // Where the API of a source departs from what is known is nothing of a single project.
    this.drift$ = this.#view('drift', () =>
      simpleView(
        () => (scope === undefined ? engine.drifts.rows : []),
        (frame) => frame.drift,
      ),
    );
  }

  #view<T>(name: string, make: () => View<T>): Observable<T> {
    const key = `${name}/${keyOfScope(this.scope)}`;
    return this.watched(this.engine.view(key, make));
  }

  #findings(): readonly FindingRow[] {
    const { findingRows, store } = this.engine;
    const { scope } = this;
    if (scope === undefined) return findingRows;
    return findingRows.filter(({ subject }) => refInScope(store, scope, placeOfRef(store, subject), subject));
  }

  spend(input: SpendQuery): Observable<SpendTable> {
    const query = checkSpendQuery(input);
    const { engine, scope } = this;
    return this.#view(`spend/${keyOfQuery(query)}`, () => {
      const choice = choiceOf(engine.store, scope, query.where);
      const sources = sourcesOf(engine.store, scope, query.where);
      const by = grouped(query);
      return by === undefined
        ? new ProviderSpendView(engine.context, query, choice, sources)
        : new SpendView(engine.context, by, choice, sources);
    });
  }

  series(input: SeriesQuery): Observable<Series> {
    const query = checkSeriesQuery(input);
    const { engine, scope } = this;
    return this.#view(`series/${keyOfQuery(query)}`, () => {
      const choice = choiceOf(engine.store, scope, query.where);
      const sources = sourcesOf(engine.store, scope, query.where);
      const by = grouped(query);
      return by === undefined
        ? new ProviderSeriesView(engine.context, query, choice, sources)
        : new SeriesView(engine.context, by, choice, sources);
    });
  }

  credentials(input: TableQuery = {}): Observable<Table<CredentialRow>> {
    return this.#table(CREDENTIALS, checkCredentialsQuery(input));
  }

  principals(input: TableQuery = {}): Observable<Table<PrincipalRow>> {
    return this.#table(PRINCIPALS, checkPrincipalsQuery(input));
  }

  #table<R extends object>(kind: TableKind<R>, query: TableQuery): Observable<Table<R>> {
    const { engine, scope } = this;
    return this.#view(`${kind.class}/${keyOfQuery(query)}`, () => {
      const choice = choiceOf(engine.store, scope, undefined);
      const mayShow = (place: number): boolean => placeInScope(engine.store, scope, place);
      return new TableView(
        engine.context,
        kind,
        query,
        choice,
        mayShow,
        sourcesOf(engine.store, scope, query.where),
      );
    });
  }

  refresh(): void {
    this.askAgain();
  }

  changes(since?: string): Observable<ChangeEvent> {
    const { keeper, log, now, store } = this.engine;
    const { scope } = this;
    const events = (): Observable<ChangeEvent> => log.after(since, now);
    const within = (): Observable<ChangeEvent> =>
      scope === undefined ? events() : events().pipe(eventsWithin(store, scope, log.events));
    return this.watched(keeper.loaded$.pipe(switchMap(within)));
  }
}
