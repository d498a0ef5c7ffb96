import { filter, map, type Observable } from 'rxjs';
import type { Drift } from '../../records/index.js';
import type { Source } from '../feed.js';
import type { FeedDraft } from './draft.js';

/** What is read of the events of a client of this package. */
export interface ClientEventLike {
  /** What happened; `request` and `drift` are read. */
  readonly type: string;
  /** Id of the list: `openai.costs`. */
  readonly endpoint?: string | undefined;
  /** Of a request: what was sent. */
  readonly request?: { readonly url: string } | undefined;
  /** Of drift: in an item, or in the rest of the reply. */
  readonly part?: 'item' | 'envelope' | undefined;
  /** Of drift: the place, as a dotted path. */
  readonly path?: string | undefined;
  /** Of drift: what is wrong there. */
  readonly kind?: 'added' | 'missing' | 'retyped' | undefined;
  /** Of drift: the type that was found. */
  readonly sampleType?: string | undefined;
  /** Of drift: what was expected. */
  readonly expected?: string | undefined;
}

type FeedOf = (event: ClientEventLike) => string | undefined;

const driftOf = (event: ClientEventLike, resource: string): Omit<Drift, 'type' | 'source'> => {
  const { part, path = '', kind = 'retyped', sampleType, expected } = event;
  return {
    resource,
    path: part === 'envelope' ? `(envelope) ${path}` : path,
    change: kind,
    ...(kind === 'added' ? {} : { from: expected }),
    ...(kind === 'missing' ? {} : { to: sampleType }),
    severity: kind === 'added' ? 'info' : 'breaking',
  };
};

/** The first feed that reads the list of an event. */
const byList = (feeds: readonly FeedDraft[]): FeedOf => {
  const ids = new Map<string, string>();
  for (const { id, reads } of feeds)
    if (id !== undefined && reads !== undefined && !ids.has(reads)) ids.set(reads, id);
  return ({ endpoint }) => (endpoint === undefined ? undefined : ids.get(endpoint));
};

/**
 * Returns what a source reports of its client: changes of the API, and the requests of each feed. Feeds are found by what they
 * read (`reads`), or as `feedOf` says.
 *
 * @param events$ of a client: `openai(…).events$`
 * @param feeds the feeds of the source
 * @param feedOf the id of the feed that an event belongs to; undefined where none does. Default: the first that reads its list.
 *
 * @example
 * const feeds = [snapshot(() => org.projects.list(), { id: 'projects', every: 60_000, reads: 'openai.projects', records: () => [] })];
 * const mine = defineSource({ name: 'mine', provider: 'openai', feeds, ...clientHooks(org.events$, feeds) });
 * console.log(mine.requests$ !== undefined); // true
 */
export const clientHooks = (
  events$: Observable<ClientEventLike>,
  feeds: readonly FeedDraft[],
  feedOf: FeedOf = byList(feeds),
): Required<Pick<Source, 'drift$' | 'requests$'>> => {
  const of = (type: string): Observable<readonly [ClientEventLike, string]> =>
    events$.pipe(
      filter((event) => event.type === type),
      map((event) => [event, feedOf(event)] as const),
      filter((found): found is readonly [ClientEventLike, string] => found[1] !== undefined),
    );
  return {
    drift$: of('drift').pipe(map(([event, resource]) => driftOf(event, resource))),
    requests$: of('request').pipe(map(([, resource]) => ({ resource }))),
  };
};
