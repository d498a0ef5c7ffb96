import * as t from 'io-ts';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import {
  bodyJson,
  createClient,
  defineEndpoint,
  flag,
  hash,
  integer,
  lastId,
  mode,
  oneOf,
  openWord,
  pageNumber,
  required,
  segment,
  someOf,
  text,
  texts,
  unixTime,
  type Endpoint,
  type ItemOf,
  type Listing,
} from '../../src/index.js';

const widget = t.type({ id: t.string, color: t.string });
type Widget = t.TypeOf<typeof widget>;
const envelope = t.type({ has_more: t.boolean });

const params = {
  shop: segment('Id of the shop.'),
  color: oneOf(['red', 'blue'], 'Color.'),
  since: required(unixTime('From.')),
  tags: texts('Tags.'),
  sizes: someOf(['s', 'm'], 'Sizes.'),
  sort: openWord(['id', 'name'], 'Order.'),
  fresh: flag('Fresh.'),
  top: integer('Top.', { min: 1 }),
  meta: hash('Metadata.'),
  walk: mode(['a', 'b'], 'Way.'),
  note: text('Note.'),
};
const widgets = defineEndpoint({
  id: 'acme.widgets',
  path: '/shops/{shop}/widgets',
  params,
  paging: lastId(),
  item: widget,
  envelope,
  key: ['id'],
});

// Parameters, item and envelope are inferred from the value.
expectType<Endpoint<typeof params, Widget, Widget, { has_more: boolean }>>(widgets);
expectType<Widget>({} as ItemOf<typeof widgets>);

const client = createClient({ name: 'acme', baseUrl: 'https://api.acme.test' });
expectType<Listing<Widget, { has_more: boolean }>>(client.list(widgets, { shop: 's', since: 1 }));
client.list(widgets, {
  shop: 's',
  since: new Date(),
  color: 'red',
  tags: ['a'],
  sizes: ['s'],
  sort: 'other',
  fresh: true,
  top: 3,
  meta: { a: 1, b: 'c', d: true },
  walk: 'b',
  note: undefined,
});
expectError(client.list(widgets));
expectError(client.list(widgets, { shop: 's' }));
expectError(client.list(widgets, { since: 1 }));
expectError(client.list(widgets, { shop: 's', since: 1, colour: 'red' }));
expectError(client.list(widgets, { shop: 's', since: 1, color: 'green' }));
expectError(client.list(widgets, { shop: 's', since: 1, sizes: ['xl'] }));
expectError(client.list(widgets, { shop: 's', since: 1, fresh: 'yes' }));
expectError(client.list(widgets, { shop: 's', since: 1, top: '3' }));
expectError(client.list(widgets, { shop: 's', since: 1, walk: 'c' }));

// Without parameters and without an envelope codec there is neither; the arguments may be left out.
const plain = defineEndpoint({
  id: 'acme.plain',
  path: '/plain',
  paging: pageNumber(),
  item: t.string,
  key: [''],
});
expectType<Listing<string, Readonly<Record<string, unknown>>>>(client.list(plain));
client.list(plain, {}, { pageSize: 10 });
client.list(plain, undefined, { maxPages: 1 });
expectError(client.list(plain, { color: 'red' }));

// Where nothing is required, the parameters may be left out.
const loose = defineEndpoint({
  id: 'acme.loose',
  path: '/loose',
  params: { color: text('Color.') },
  paging: lastId(),
  item: widget,
  key: ['id'],
});
client.list(loose);
client.list(loose, { color: 'any' });

// A body takes the type that is asked for.
const searched = defineEndpoint({
  id: 'acme.search',
  method: 'POST',
  path: '/search',
  params: { filters: bodyJson<{ readonly name: string }>('Conditions.') },
  paging: lastId(),
  item: widget,
  key: ['id'],
});
client.list(searched, { filters: { name: 'a' } });
expectError(client.list(searched, { filters: { named: 'a' } }));

// Paging and page sizes may depend on the parameters, whose type they see.
defineEndpoint({
  id: 'acme.chosen',
  path: '/chosen',
  params: { width: oneOf(['1d', '1h'], 'Width.') },
  paging: ({ width }) => {
    expectType<'1d' | '1h' | undefined>(width);
    return lastId();
  },
  limits: ({ width }) => ({ param: 'limit', max: width === '1h' ? 24 : 7 }),
  item: widget,
  key: ['id'],
});

// What is needed cannot be left out.
expectError(defineEndpoint({ id: 'a.b', path: '/', paging: lastId(), key: ['id'] }));
expectError(defineEndpoint({ id: 'a.b', path: '/', item: widget, key: ['id'] }));
expectError(defineEndpoint({ id: 'a.b', path: '/', paging: lastId(), item: widget, key: 'id' }));
expectError(
  defineEndpoint({ id: 'a.b', path: '/', paging: lastId(), item: widget, key: ['id'], method: 'PUT' }),
);

expectAssignable<{ readonly id: string }>(widgets);
expectNotAssignable<typeof plain>(widgets);
