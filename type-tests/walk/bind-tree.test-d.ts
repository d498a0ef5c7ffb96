import { expectError, expectType } from 'tsd';
import * as t from 'io-ts';
import {
  bindTree,
  defineEndpoint,
  segment,
  single,
  text,
  type Client,
  type Listing,
} from '../../src/index.js';

declare const client: Client;

const widgets = defineEndpoint({
  id: 'acme.widgets',
  path: '/widgets',
  params: { color: text('A color.') },
  paging: single({ items: '' }),
  item: t.type({ id: t.string }),
  key: ['id'],
});
const parts = defineEndpoint({
  id: 'acme.widgets.parts',
  path: '/widgets/{widget}/parts',
  params: { widget: segment('Id of the widget.') },
  paging: single({ items: '' }),
  item: t.type({ name: t.string }),
  key: ['name'],
});

const api = bindTree(client, {
  widgets: { list: widgets, parts: { list: parts }, names: (_client: Client) => (prefix: string) => prefix },
});

expectType<Listing<{ id: string }>>(api.widgets.list({ color: 'red' }));
expectType<Listing<{ name: string }>>(api.widgets.parts.list({ widget: 'w1' }, { pageSize: 10 }));
expectType<string>(api.widgets.names('a'));
expectError(api.widgets.parts.list());
expectError(api.widgets.parts.list({ widget: 7 }));
expectError(api.widgets.list({ colour: 'red' }));
expectError(api.gadgets);
