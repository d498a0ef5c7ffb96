import * as t from 'io-ts';
import { delay, of, VirtualTimeScheduler, type Observable } from 'rxjs';
import {
  bearer,
  createClient,
  defineEndpoint,
  nextToken,
  type Client,
  type ClientOptions,
  type Paging,
  type Transport,
} from '../../src/index.js';

/** What the server says to the request for a cursor; `at` counts requests from 0. */
export type Reply = (cursor: string | null, at: number, url: URL) => VirtualAnswer;

interface VirtualAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** How long it takes. Default: nothing, the answer is there at once. */
  readonly afterMs?: number;
}

/** A client of a made-up API in virtual time, and when it asked for what. */
interface Virtual {
  readonly scheduler: VirtualTimeScheduler;
  readonly client: Client;
  readonly asked: { readonly cursor: string | null; readonly atMs: number; readonly url: string }[];
}

const CURSOR = 'page';

export const virtual = (reply: Reply, options: ClientOptions = {}): Virtual => {
  const scheduler = new VirtualTimeScheduler();
  const asked: Virtual['asked'] = [];
  const transport: Transport = ({ url }) => {
    const target = new URL(url);
    const cursor = target.searchParams.get(CURSOR);
    const at = asked.length;
    asked.push({ cursor, atMs: scheduler.now(), url });
    const { status = 200, headers = {}, body, afterMs } = reply(cursor, at, target);
    const answer = of({
      status,
      header: (name: string) => headers[name.toLowerCase()] ?? null,
      text: () => of(typeof body === 'string' ? body : JSON.stringify(body)),
    });
    return afterMs === undefined ? answer : answer.pipe(delay(afterMs, scheduler));
  };
  const client = createClient(
    {
      name: 'acme',
      baseUrl: 'https://api.acme.test',
      auth: () => bearer('CANARY'),
      resetHeaders: ['x-ratelimit-reset'],
    },
    { transport, scheduler, ...options },
  );
  return { scheduler, client, asked };
};

const row = t.type({ id: t.string }, 'Row');

/** A list of the made-up API. */
export const rowsBy = (paging: Paging, path = '/rows') =>
  defineEndpoint({ id: 'acme.rows', path, paging, item: row, key: ['id'], limits: { param: 'limit' } });

export const rows = rowsBy(nextToken());

/** A page of the made-up API with one row. */
export const pageOf = (id: number | string, next: unknown, more = next !== null): VirtualAnswer => ({
  body: { data: [{ id: `row_${String(id)}` }], has_more: more, next_page: next },
});

/** Numbered pages of one row each, from 0. */
export const numberedPages =
  (count: number): Reply =>
  (cursor) => {
    const index = Number(cursor ?? 0);
    return pageOf(index, index + 1 < count ? String(index + 1) : null);
  };

/** What came of a walk in virtual time. */
interface Came<A> {
  readonly values: A[];
  error: unknown;
  complete: boolean;
}

/** Subscribes and lets the time run out. */
export const run = <A>(source: Observable<A>, { scheduler }: Virtual): Came<A> => {
  const came: Came<A> = { values: [], error: undefined, complete: false };
  source.subscribe({
    next: (value) => came.values.push(value),
    error: (error: unknown) => {
      came.error = error;
    },
    complete: () => {
      came.complete = true;
    },
  });
  scheduler.flush();
  return came;
};
