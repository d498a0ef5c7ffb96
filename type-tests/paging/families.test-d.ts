import * as t from 'io-ts';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import {
  afterBefore,
  defineEndpoint,
  flag,
  integer,
  keyset,
  lastId,
  link,
  nextToken,
  numbered,
  offset,
  pageNumber,
  single,
  type ItemsPlace,
  type KeyPlace,
  type PageLimits,
  type PageReply,
  type PageRequest,
  type Paging,
  type Place,
  type Provider,
  type ReadFault,
  type RequestPlace,
  type ShrinkEvent,
} from '../../src/index.js';

// Places: a path, keys, a header, a function of the reply.
expectAssignable<Place>('meta.next');
expectAssignable<Place>(['@odata.nextLink']);
expectAssignable<Place>({ header: 'x-next' });
expectAssignable<Place>((reply: PageReply) => reply.header('x-next'));
expectNotAssignable<Place>({ body: 'next' });
expectNotAssignable<Place>(7);
expectAssignable<ItemsPlace>((body: unknown) => [body]);
expectNotAssignable<ItemsPlace>({ header: 'x' });

// Where a position goes: the query, a header, the body.
expectAssignable<RequestPlace>('after');
expectAssignable<RequestPlace>({ query: 'after' });
expectAssignable<RequestPlace>({ header: 'x-after' });
expectAssignable<RequestPlace>({ body: 'variables.after' });
expectAssignable<RequestPlace>({ body: ['variables', 'after'], as: 'json' });
expectNotAssignable<RequestPlace>({ body: 'after', as: 'date' });
expectNotAssignable<RequestPlace>(() => 'after');

// All families take them, and what ends a walk.
expectType<Paging>(nextToken({ items: 'results', param: { body: 'start_cursor' }, cursor: 'next_cursor' }));
expectType<Paging>(lastId({ cursor: { lastItem: ['meta', 'a.b'] }, noCursor: ['', 0, false] }));
expectType<Paging>(lastId({ hasMore: undefined }));
expectType<Paging>(offset({ total: 'total', totalEnds: true, shortEnds: true, nullItems: 'empty' }));
expectType<Paging>(pageNumber({ nextLink: { header: 'x-next-page' }, totalEnds: true }));
expectType<Paging>(numbered({ pages: 'meta.pages' }));
expectType<Paging>(keyset({ param: { header: 'cursor' }, nullItems: 'empty' }));
expectType<Paging>(link({ items: 'value', link: '@odata.nextLink' }));
expectType<Paging>(afterBefore({ after: { param: { body: 'after' }, cursor: ({ body }) => body } }));
expectType<Paging>(single({ hasMore: 'meta.more', next: 'meta.next' }));
expectError(offset({ shortPageEnds: 'limit' }));
expectError(offset({ totalEnds: 'total' }));
expectError(link({ nullItems: 'null' }));
expectError(nextToken({ cursr: 'next' }));
expectError(lastId({ noCursor: [null] }));
expectError(single({ totalEnds: true }));

// Page sizes go where positions go; a key may be a function; a cost may hang on the parameters.
expectAssignable<PageLimits>({ param: { body: 'page_size' }, max: 100 });
expectNotAssignable<PageLimits>({ max: 100 });
expectAssignable<KeyPlace>(['a.b']);
expectAssignable<KeyPlace>((item: unknown) => item);
const base = {
  id: 'acme.things',
  path: '/things',
  paging: lastId(),
  item: t.type({ id: t.string }),
} as const;
defineEndpoint({
  ...base,
  key: ['id', ['meta', 'a.b'], (item) => expectType<unknown>(item)],
  params: { deep: flag('Costly.'), top: integer('Top.') },
  limits: { param: { header: 'x-size' } },
  cost: ({ deep }) => (expectType<boolean | undefined>(deep) === undefined ? 1 : 10),
  shrinkOn: [413, 502, 504],
});
expectType<readonly number[]>(defineEndpoint({ ...base, key: ['id'] }).shrinkOn);
expectType<number>(defineEndpoint({ ...base, key: ['id'], cost: 2 }).costOf({}));
expectError(defineEndpoint({ ...base, key: ['id'], cost: '2' }));
expectError(defineEndpoint({ ...base, key: ['id'], shrinkOn: 413 }));
expectError(defineEndpoint({ ...base, key: [7] }));
// An endpoint is not what it was made of.
expectError(defineEndpoint({ ...defineEndpoint({ ...base, key: ['id'] }) }));

// What a provider reads out of an error.
expectAssignable<ReadFault>({ message: 'slow down', rateLimited: true, waitMs: 1000, retryable: true });
expectAssignable<Pick<Provider, 'readFault'>>({
  readFault: ({ status, header, body }) => {
    expectType<number>(status);
    expectType<string | null>(header('retry-after'));
    expectType<unknown>(body);
    return { rateLimited: status === 403 };
  },
});

// A position is plain JSON; an event says what became smaller.
expectAssignable<PageRequest>({ query: { page: '2' }, rows: 20, guessed: true });
expectNotAssignable<PageRequest>({ query: { page: 2 } });
declare const shrunk: ShrinkEvent;
expectType<'shrink'>(shrunk.type);
expectType<number>(shrunk.from);
