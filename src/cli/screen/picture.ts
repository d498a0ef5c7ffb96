import { auditTime, EMPTY, map, merge, scan, switchMap, distinctUntilChanged, type Observable } from 'rxjs';
import type {
  ChangeEvent,
  CredentialRow,
  FindingRow,
  LimitRow,
  Monitor,
  Overview,
  PrincipalRow,
  Series,
  SeriesQuery,
  SourceRow,
  SpendQuery,
  SpendTable,
  Table,
  TableQuery,
} from '../../monitor/index.js';
import { SORTS, type Ui } from './ui.js';

/** A view, and what was asked for. */
export interface Viewed<Q, V> {
  readonly query: Q;
  readonly value: V;
}

/** The data of the screen, as far as it has come. */
export interface Picture {
  readonly overview: Overview | undefined;
  readonly sources: readonly SourceRow[];
  readonly limits: readonly LimitRow[];
  readonly findings: readonly FindingRow[];
  /** Newest first. */
  readonly changes: readonly ChangeEvent[];
  readonly spend?: Viewed<SpendQuery, SpendTable> | undefined;
  readonly series?: Viewed<SeriesQuery, Series> | undefined;
  readonly keys?: Viewed<TableQuery, Table<CredentialRow>> | undefined;
  readonly people?: Viewed<TableQuery, Table<PrincipalRow>> | undefined;
  /** How often something of it has become another. */
  readonly version: number;
}

export const EMPTY_PICTURE: Picture = {
  overview: undefined,
  sources: [],
  limits: [],
  findings: [],
  changes: [],
  version: 0,
};

/** Changes that are kept for the screen. */
const CHANGES = 50;
/** Rows that are asked for at a time: those around the selected one. */
const ROWS = 400;
const STRIDE = 200;

const spendOf = ({ by, window, filter }: Ui): SpendQuery => ({
  by,
  window,
  limit: filter === '' ? 100 : 500,
});

const seriesOf = ({ measure, window }: Ui): SeriesQuery => ({ by: 'provider', measure, window, limit: 20 });

const tableOf = (ui: Ui, pane: 'keys' | 'people'): TableQuery | undefined => {
  if (ui.pane !== pane) return undefined;
  const { filter, window, selected, sort } = ui;
  return {
    ...(filter === '' ? {} : { filter }),
    sort: SORTS[pane][sort[pane]],
    window,
    offset: Math.max(0, Math.floor(selected[pane] / STRIDE) * STRIDE - STRIDE / 2),
    limit: ROWS,
  };
};

/** The values of a view whose query changes; while there is none, nothing is asked for. */
const following = <Q, V>(
  ui$: Observable<Ui>,
  queryOf: (ui: Ui) => Q | undefined,
  view: (query: Q) => Observable<V>,
): Observable<Viewed<Q, V>> =>
  ui$.pipe(
    map(queryOf),
    distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
    switchMap((query) =>
      query === undefined ? EMPTY : view(query).pipe(map((value) => ({ query, value }))),
    ),
  );

type Patch = Partial<Omit<Picture, 'version' | 'changes'>> & { readonly change?: ChangeEvent };

const patched = (picture: Picture, { change, ...patch }: Patch): Picture => ({
  ...picture,
  ...patch,
  changes: change === undefined ? picture.changes : [change, ...picture.changes].slice(0, CHANGES),
  version: picture.version + 1,
});

/** Milliseconds in which what comes is one picture. */
const TOGETHER_MS = 100;

/** Returns the data of the screen, each time that something of it becomes another. */
export const pictures = (
  monitor: Monitor,
  changes$: Observable<ChangeEvent>,
  ui$: Observable<Ui>,
): Observable<Picture> =>
  merge(
    monitor.overview$.pipe(map((overview): Patch => ({ overview }))),
    monitor.sources$.pipe(map((sources): Patch => ({ sources }))),
    monitor.limits$.pipe(map((limits): Patch => ({ limits }))),
    monitor.findings$.pipe(map((findings): Patch => ({ findings }))),
    changes$.pipe(map((change): Patch => ({ change }))),
    following(ui$, spendOf, (query) => monitor.spend(query)).pipe(map((spend): Patch => ({ spend }))),
    following(ui$, seriesOf, (query) => monitor.series(query)).pipe(map((series): Patch => ({ series }))),
    following(
      ui$,
      (ui) => tableOf(ui, 'keys'),
      (query) => monitor.credentials(query),
    ).pipe(map((keys): Patch => ({ keys }))),
    following(
      ui$,
      (ui) => tableOf(ui, 'people'),
      (query) => monitor.principals(query),
    ).pipe(map((people): Patch => ({ people }))),
  ).pipe(scan(patched, EMPTY_PICTURE), auditTime(TOGETHER_MS));

const same = (a: object | undefined, b: object | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/**
 * Returns what a viewer who has paused sees: the data of that moment; of what was not asked for at that moment, the present data.
 */
export const heldPicture = (held: Picture, live: Picture): Picture => ({
  ...held,
  spend: same(held.spend?.query, live.spend?.query) ? held.spend : live.spend,
  series: same(held.series?.query, live.series?.query) ? held.series : live.series,
  keys: same(held.keys?.query, live.keys?.query) ? held.keys : live.keys,
  people: same(held.people?.query, live.people?.query) ? held.people : live.people,
});
