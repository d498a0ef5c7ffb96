import { setImmediate as turn } from 'node:timers/promises';
import { lastValueFrom, materialize, toArray, type Observable } from 'rxjs';
import type { Fetch } from '../../src/index.js';

/** One request as a server sees it. */
export interface Asked {
  readonly method: string;
  /** Origin and path, without the query. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | null | undefined;
}

/** What a server says; `silence` never comes. */
export type Answer =
  | 'silence'
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** A text goes out as it is, anything else as JSON. */
      readonly body: unknown;
    };

export type Serve = (asked: Asked) => Answer;

/** A server in memory: it answers at the next turn of the event loop and keeps a log. */
export interface Wire {
  readonly fetch: Fetch;
  readonly log: readonly Asked[];
  /** The most requests that were open at once. */
  readonly most: () => number;
}

const askedOf = (url: string, init: RequestInit): Asked => {
  const { origin, pathname, searchParams } = new URL(url);
  return {
    method: init.method ?? 'GET',
    address: `${origin}${pathname}`,
    query: searchParams,
    headers: { ...(init.headers as Record<string, string>) },
    body: typeof init.body === 'string' ? init.body : undefined,
    signal: init.signal,
  };
};

const responseOf = ({ status = 200, headers = {}, body }: Exclude<Answer, 'silence'>): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

export const wire = (serve: Serve): Wire => {
  const log: Asked[] = [];
  const open = new Set<Asked>();
  let most = 0;
  const fetch: Fetch = (url, init) =>
    new Promise((resolve, reject) => {
      const asked = askedOf(url, init);
      log.push(asked);
      open.add(asked);
      most = Math.max(most, open.size);
      asked.signal?.addEventListener('abort', () => {
        open.delete(asked);
        reject(new Error('aborted'));
      });
      const answer = serve(asked);
      if (answer === 'silence') return;
      void turn().then(() => {
        open.delete(asked);
        resolve(responseOf(answer));
      });
    });
  return { fetch, log, most: () => most };
};

/** The query of a request: `name=value`, decoded, sorted. */
export const spelled = ({ query }: Asked): string[] =>
  [...query].map(([name, value]) => `${name}=${value}`).sort();

/** The values of one parameter, request by request; null where it was not sent. */
export const sent = ({ log }: Wire, name: string): (string | null)[] =>
  log.map(({ query }) => query.get(name));

/** Every value of a stream. */
export const all = <A>(source: Observable<A>): Promise<A[]> => lastValueFrom(source.pipe(toArray()));

/** Every value of a stream that ends with an error, and the error. */
export const broken = async <A>(
  source: Observable<A>,
): Promise<{ readonly values: readonly A[]; readonly error: unknown }> => {
  const values: A[] = [];
  let error: unknown = 'it ended without an error';
  for (const each of await all(source.pipe(materialize()))) {
    if (each.kind === 'N') values.push(each.value);
    if (each.kind === 'E') error = each.error as unknown;
  }
  return { values, error };
};

/** Lets everything run that is ready to run. */
export const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 20; turns += 1) await turn();
};
