import * as t from 'io-ts';
import { defer, map, of, Subject, take, tap, type Observable } from 'rxjs';
import {
  createClient,
  defineEndpoint,
  text,
  type Listing,
  type ListOptions,
} from '../../../src/walk/index.js';
import type { HttpResponse } from '../../../src/http/transport.js';
import { nextToken } from '../../../src/paging/index.js';

const numbered = t.type({ id: t.string, n: t.number });

/** An item of the made-up list. */
export type Numbered = t.TypeOf<typeof numbered>;

/** How the made-up server behaves. */
export interface NumberServer {
  readonly total: number;
  readonly size: number;
  /** Items that each page has in common with the one before. Default 0. */
  readonly overlap?: number;
  /** Answers wait for `answer()`. Default: they come at once, synchronously. */
  readonly held?: boolean;
  /** From this item on the server says that there is more, and not where. */
  readonly lostAt?: number;
  /** Whether the item of this number does not decode. Default: all do. */
  readonly odd?: (n: number) => boolean;
}

/** The server of a made-up list of numbered items, and the list itself. */
export interface NumberList {
  /** Items with which the pages began that were asked for, in order. */
  readonly asked: number[];
  /** How many requests were given up before they were answered. */
  readonly aborted: () => number;
  /** Answers the request that waits. */
  readonly answer: () => void;
  readonly list: (options?: ListOptions, color?: string) => Listing<Numbered>;
}

export const numbers = defineEndpoint({
  id: 'made.numbers',
  path: '/numbers',
  params: { color: text('Only numbers of this color.') },
  paging: nextToken(),
  item: numbered,
  key: ['id'],
});

/** The page that begins with an item. */
export const pageFrom = (
  start: number,
  { total, size, overlap = 0, lostAt = Infinity, odd = () => false }: NumberServer,
): unknown => {
  const end = Math.min(total, start + size);
  const more = end < total;
  const lost = start >= lostAt;
  return {
    data: Array.from({ length: end - start }, (_, i) => ({
      id: `n${String(start + i)}`,
      n: odd(start + i) ? null : start + i,
    })),
    has_more: more,
    next_page: more && !lost ? String(end - overlap) : null,
  };
};

const responseOf = (body: unknown): HttpResponse => ({
  status: 200,
  header: () => null,
  text: () => of(JSON.stringify(body)),
});

export const numberList = (server: NumberServer): NumberList => {
  const asked: number[] = [];
  const answers = new Subject<void>();
  let aborted = 0;
  const transport = ({ url }: { readonly url: string }): Observable<HttpResponse> =>
    defer(() => {
      const start = Number(new URL(url).searchParams.get('page') ?? 0);
      asked.push(start);
      const when = server.held === true ? answers.pipe(take(1)) : of(undefined);
      return when.pipe(
        map(() => responseOf(pageFrom(start, server))),
        tap({
          unsubscribe: () => {
            aborted += 1;
          },
        }),
      );
    });
  const client = createClient({ name: 'made', baseUrl: 'https://made.test' }, { transport, retry: false });
  return {
    asked,
    aborted: () => aborted,
    answer: () => {
      answers.next();
    },
    list: (options = {}, color = 'red') => client.list(numbers, { color }, options),
  };
};

/** The whole numbers from 0. */
export const upTo = (length: number): number[] => Array.from({ length }, (_, n) => n);
