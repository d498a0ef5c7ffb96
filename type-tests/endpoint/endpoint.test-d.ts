import * as t from 'io-ts';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import {
  bodyJson,
  commaTexts,
  createClient,
  dayRange,
  defineEndpoint,
  flag,
  hash,
  inBody,
  inSlices,
  instant,
  integer,
  lastId,
  mode,
  number,
  oneOf,
  openWord,
  pageNumber,
  required,
  segment,
  single,
  someOf,
  text,
  textOrHash,
  textOrList,
  texts,
  unixRange,
  unixTime,
  type ClientEvent,
  type DayRange,
  type DriftEvent,
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

// The newer parameters: what each accepts, and what not.
const newer = defineEndpoint({
  id: 'acme.newer',
  method: 'POST',
  path: '/newer',
  forms: { get: { method: 'GET', path: '/older' } },
  params: {
    form: mode(['post', 'get'], 'Form.'),
    at: instant('At.'),
    ids: commaTexts('Ids.'),
    when: unixRange('When.'),
    days: dayRange('Days.'),
    owner: textOrHash('Owner.'),
    kinds: textOrList('Kinds.'),
    join: inBody(oneOf(['AND', 'OR'], 'Join.')),
    ratio: number('Ratio.'),
  },
  paging: ({ days, form }, { now }) => {
    expectType<DayRange | undefined>(days);
    expectType<'post' | 'get' | undefined>(form);
    expectType<Date>(now);
    return inSlices({ inner: lastId(), params: ['days'], size: 'limit', slicesOf: () => [{ a: '1' }] });
  },
  item: widget,
  key: ['id'],
});
client.list(newer, { form: 'get', at: new Date(), ids: ['a'], when: { gte: 1, lt: new Date() }, ratio: 0.5 });
client.list(newer, {
  at: '2026-01-01T00:00:00Z',
  days: { start: '2026-01-01', end: new Date() },
  join: 'OR',
});
client.list(newer, { owner: 'id', kinds: 'a' });
client.list(newer, { owner: { type: 'user' }, kinds: ['a', 'b'] });
expectError(client.list(newer, { form: 'put' }));
expectError(client.list(newer, { at: 7 }));
expectError(client.list(newer, { ids: 'a,b' }));
expectError(client.list(newer, { when: { after: 1 } }));
expectError(client.list(newer, { days: { start: 1 } }));
expectError(client.list(newer, { owner: ['id'] }));
expectError(client.list(newer, { kinds: { a: 'b' } }));
expectError(client.list(newer, { join: 'XOR' }));
expectError(client.list(newer, { ratio: '0.5' }));

// A read is defined like a list.
const one = defineEndpoint({
  id: 'acme.one',
  path: '/one',
  paging: single({ items: 'data', one: true }),
  item: widget,
  key: ['id'],
});
expectType<Listing<Widget, Readonly<Record<string, unknown>>>>(client.list(one));
expectError(single({ one: 'yes' }));
expectError(inSlices({ inner: lastId(), params: ['a'], slicesOf: () => [] }));

// What drifted is told by place and type.
declare const drift: DriftEvent;
expectType<'added' | 'missing' | 'retyped'>(drift.kind);
expectType<string>(drift.sampleType);
expectAssignable<ClientEvent>(drift);
expectError(drift.value);
