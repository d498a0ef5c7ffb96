import type { Observable } from 'rxjs';
import type { ViewName } from '../../monitor/connect/protocol.js';
import type { MonitorViews } from '../../monitor/monitor.js';
import type { SeriesQuery, SpendQuery, TableQuery } from '../../monitor/queries.js';
import { keyOfQuery } from '../../monitor/queries-check.js';
import { LogEnd } from './log-end.js';
import { ROW_KEYS } from './row-keys.js';
import type { Served } from './served.js';
import { SharedView } from './shared-view.js';

/** Views by their names. */
type State = Exclude<ViewName, 'changes'>;

/** @throws QueryError */
const streamOf = (views: MonitorViews, view: State, query: unknown): Observable<unknown> => {
  switch (view) {
    case 'overview':
      return views.overview$;
    case 'sources':
      return views.sources$;
    case 'limits':
      return views.limits$;
    case 'findings':
      return views.findings$;
    case 'drift':
      return views.drift$;
    // The monitor checks queries where it runs, wherever they come from.
    case 'spend':
      return views.spend(query as SpendQuery);
    case 'series':
      return views.series(query as SeriesQuery);
    case 'credentials':
      return views.credentials(query as TableQuery | undefined);
    case 'principals':
      return views.principals(query as TableQuery | undefined);
  }
};

const TAKES_QUERY: ReadonlySet<State> = new Set(['spend', 'series', 'credentials', 'principals']);

/** The views of one monitor that clients have open: each distinct one once. */
export class Hub {
  readonly #views = new Map<string, SharedView>();
  readonly logEnd: LogEnd;

  constructor(readonly monitor: Served) {
    this.logEnd = new LogEnd(monitor);
  }

  /** How many distinct views are computed. */
  get size(): number {
    return this.#views.size;
  }

  /**
   * Returns a view, which is that of everybody who asked for the same.
   *
   * @param scope what names the scope of the views
   * @throws QueryError
   */
  view(views: MonitorViews, scope: string, name: State, query: unknown): SharedView {
    const stream = streamOf(views, name, query);
    const asked = TAKES_QUERY.has(name) ? keyOfQuery(query ?? {}) : '';
    const key = `${name} ${asked} ${scope}`;
    const open = this.#views.get(key);
    if (open !== undefined) return open;
    const made = new SharedView(stream, ROW_KEYS[name], () => this.#views.delete(key));
    this.#views.set(key, made);
    return made;
  }
}
