// What the examples of docstrings use and do not declare: credentials, clients over replies that are written here, a source.
import * as t from 'io-ts';
import { map, of, type Observable } from 'rxjs';
import {
  bearer,
  createClient,
  defineEndpoint,
  fetchTransport,
  lastId,
  segment,
  text,
  type Provider,
} from 'headwater';
import { openai } from 'headwater/openai';
import {
  defineSource,
  metaOf,
  snapshot as feedOf,
  type Credential,
  type Finding,
  type Reading,
} from 'headwater/monitor';

export const account = 'acme';
export const adminKey = 'sk-admin-1';
export const apiKey = 'key-1';
export const token = 'admi-1';

const user = (id: string, name: string) => ({
  ...{ object: 'organization.user', id, name, role: 'reader', added_at: 1_711_471_533 },
  email: `${name.toLowerCase()}@example.com`,
});
const project = (id: string, name: string) => ({
  ...{ object: 'organization.project', id, name, status: 'active', created_at: 1_711_471_533 },
  archived_at: null,
});
const key = (id: string, name: string) => ({
  ...{ object: 'organization.project.api_key', id, name, redacted_value: 'sk-abc...def' },
  ...{ created_at: 1_711_471_533, last_used_at: null, owner_project_access: 'active' },
  owner: { type: 'user', user: { ...user('user_1', 'Ann'), created_at: 1_711_471_533 } },
});
const day = (start: number, value: number) => ({
  ...{ object: 'bucket', start_time: start, end_time: start + 86_400 },
  results: [
    {
      ...{ object: 'organization.costs.result', amount: { value, currency: 'usd' }, line_item: null },
      ...{ project_id: null, api_key_id: null, quantity: null, quantity_unit: null },
    },
  ],
});
const list = (...data: readonly { readonly id: string }[]) => ({
  ...{ object: 'list', data, has_more: false },
  ...{ first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null },
});

const REPLIES: Readonly<Record<string, unknown>> = {
  '/v1/organization/users': list(user('user_1', 'Ann'), user('user_2', 'Bob')),
  '/v1/organization/projects': list(project('proj_1', 'Web'), project('proj_2', 'Mobile')),
  '/v1/organization/projects/proj_1/api_keys': list(key('key_1', 'ci'), key('key_2', 'laptop')),
  '/v1/organization/projects/proj_2/api_keys': list(key('key_3', 'app')),
  '/v1/organization/costs': {
    ...{ object: 'page', has_more: false, next_page: null },
    data: [day(1_730_419_200, 0.06), day(1_730_505_600, 1.5)],
  },
  '/widgets': list({ id: 'w1' }, { id: 'w2' }),
  '/widgets/w1/parts': list({ id: 'p1' }),
  '/widgets/w2/parts': list({ id: 'p2' }, { id: 'p3' }),
};

/** Sends nothing: answers by path, and says 404 where nothing is written. */
export const transport = fetchTransport((url) => {
  const reply = REPLIES[new URL(url).pathname];
  const body = reply ?? { error: { message: 'Not found' } };
  return Promise.resolve(new Response(JSON.stringify(body), { status: reply === undefined ? 404 : 200 }));
});

export const org = openai({ adminKey, transport });

export const provider: Provider = {
  name: 'acme',
  baseUrl: 'https://api.acme.test',
  auth: () => bearer('acme-key'),
};
export const options = { transport };
const item = t.type({ id: t.string }, 'Item');
export const widgets = defineEndpoint({
  ...{ id: 'acme.widgets', path: '/widgets', paging: lastId(), item, key: ['id'] },
  params: { color: text('Only widgets of this color.') },
});
export const parts = defineEndpoint({
  ...{ id: 'acme.parts', path: '/widgets/{widget}/parts', paging: lastId(), item, key: ['id'] },
  params: { widget: segment('Id of the widget.') },
});
export const acme = createClient(provider, options);

/** A credential of the made-up provider, as a record. */
export const credentialOf = ({ id }: { readonly id: string }, reading: Reading): Credential => ({
  type: 'credential',
  ...metaOf('acme', 'keys', id, reading),
  ...{
    kind: 'api_token',
    id,
    privilege: 'admin',
    status: 'active',
    lastUsed: { state: 'never', evidence: 'provider' },
  },
});

/** One credential, which was never used. */
export const source = defineSource({
  ...{ name: 'acme', provider: 'acme' },
  feeds: [feedOf(() => acme.list(widgets), { id: 'keys', every: 60_000, records: credentialOf })],
});

export const findings$: Observable<readonly Finding[]> = of([]).pipe(map((none) => none));
