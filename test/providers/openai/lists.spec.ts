import { expect } from 'chai';
import type { Fetch, Listing, ListOptions } from '../../../src/index.js';
import { openai, type OpenAiOptions } from '../../../src/providers/openai/index.js';
import type { Endpoint } from '../../../src/walk/index.js';
import { EXAMPLES } from '../../conformance/examples.js';
import { describeList, type ListCase } from '../../protocol/list-case.js';
import { all, spelled, wire } from '../../protocol/wire.js';
import { fixture } from '../../support/fixture.js';
import { bothWaysServer, itemsLike } from './support/both-ways.js';
import { ORGANIZATION, PLATFORM } from './support/sections.js';
import { nextServer } from './support/servers.js';

const BASE = 'https://api.openai.com/v1';
const KEYS = { adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY' } as const;

type Method = (params: object, options?: ListOptions) => Listing<unknown, unknown>;

/** The method that the id of an endpoint names. */
const methodOf = (id: string, fetch: Fetch, keys: OpenAiOptions = KEYS): Method => {
  const client: unknown = openai({ ...keys, fetch });
  const place = id
    .split('.')
    .slice(1)
    .reduce((inner, name) => (inner as Readonly<Record<string, unknown>>)[name], client);
  return (place as { readonly list: Method }).list;
};

/** A value that a path must not hold as it is. */
const odd = (name: string): string => `${name} a/1?`;

const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Whether the vendor's own example of a page names its first and its last item. */
const namesItsEnds = (example: string | undefined): boolean =>
  example === undefined || (fixture(`${example}.json`) as { readonly last_id?: unknown }).last_id != null;

/** Two and a half pages of a list, each with the right cursor: all of it follows from the endpoint and the vendor's example. */
const caseOf = ({ id, path, headers, credential, item, pagingOf, limitsOf, key }: Endpoint): ListCase => {
  const max = limitsOf({})?.max;
  const size = max === undefined ? 20 : Math.min(max, 1000);
  const limit = max === undefined ? [] : [`limit=${String(size)}`];
  const [example] = EXAMPLES[id] ?? [];
  const isNext = pagingOf({}).family === 'nextToken';
  const identity = key({ id: 'id', group_id: 'group_id' });
  const items = itemsLike(example, 2 * size + 1, identity);
  const after = (page: number): string =>
    isNext ? `next_+/${String(page * size)}+/==` : `x_${String(page * size - 1)}`;
  const params = Object.fromEntries(namesIn(path).map((name) => [name, odd(name)]));
  const option = credential === 'adminKey' ? 'adminKey' : 'apiKey';
  const other = option === 'adminKey' ? 'apiKey' : 'adminKey';
  return {
    name: id,
    list: (fetch, options) => methodOf(id, fetch)(params, options),
    serve: isNext
      ? nextServer(items, { usual: size, max: size })
      : bothWaysServer(items, { anonymous: !namesItsEnds(example) }),
    address: BASE + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(odd(name))),
    queries: [limit, ...[1, 2].map((page) => [...limit, `after=${after(page)}`])],
    headers: { accept: 'application/json', authorization: `Bearer ${KEYS[option]}`, ...headers },
    items,
    encode: item.encode,
    ...(max === undefined ? {} : { max }),
    // Holds the other key: it must never stand in for the one that is missing.
    bare: (fetch) => methodOf(id, fetch, { [other]: KEYS[other] })(params),
    option,
  };
};

const LISTS = [...ORGANIZATION, ...PLATFORM].map(([, endpoint]) => endpoint as unknown as Endpoint);

/** How parameters are spelled whose names or values the wire writes in its own way; the others go out as they are called. */
const SPELLED: readonly (readonly [id: string, params: object, query: readonly string[]])[] = [
  [
    'auditLogs',
    {
      effective_at: { gte: new Date('2026-01-01T00:00:00Z'), lt: 1_769_904_000 },
      project_ids: ['p1', 'p2'],
      event_types: ['project.created', 'moon.landed'],
      actor_emails: ['a+b@c.de'],
      tenant_only: true,
    },
    [
      'effective_at[gte]=1767225600',
      'effective_at[lt]=1769904000',
      'project_ids[]=p1',
      'project_ids[]=p2',
      'event_types[]=project.created',
      'event_types[]=moon.landed',
      'actor_emails[]=a+b@c.de',
      'tenant_only=true',
    ],
  ],
  [
    'chat.completions',
    { after: 'a', order: 'asc', model: 'gpt', metadata: { a: 'b&c', d: 'e' } },
    ['after=a', 'order=asc', 'model=gpt', 'metadata[a]=b&c', 'metadata[d]=e'],
  ],
  [
    'conversations.items',
    { conversation_id: 'c', include: ['reasoning.encrypted_content', 'web_search_call.results'] },
    ['include[]=reasoning.encrypted_content', 'include[]=web_search_call.results'],
  ],
  ['fineTuning.jobs', { after: 'a', metadata: { k: 'v' } }, ['after=a', 'metadata[k]=v']],
  ['projects.groups', { project_id: 'p', after: 'next_+/7+/==' }, ['after=next_+/7+/==']],
  ['projects.rateLimits', { project_id: 'p', before: 'x_9', limit: 500 }, ['before=x_9', 'limit=500']],
  ['responses.inputItems', { response_id: 'r', beta: true }, ['beta=true']],
];

describe('openai: every list of pages', () => {
  const paged = LISTS.filter(({ pagingOf }) => ['lastId', 'nextToken'].includes(pagingOf({}).family));
  for (const endpoint of paged) describeList(caseOf(endpoint));

  for (const [id, params, query] of SPELLED) {
    it(`${id}: ${query.join(' ')}`, async () => {
      const server = wire(() => ({ body: { object: 'list', data: [], has_more: false } }));
      await all(methodOf(`openai.${id}`, server.fetch)(params));
      const sent = server.log.map(spelled)[0] ?? [];
      const isSized = query.some((pair) => pair.startsWith('limit='));
      expect(sent.filter((pair) => isSized || !pair.startsWith('limit='))).to.deep.equal([...query].sort());
    });
  }
});

describe('openai: every endpoint', () => {
  it('has an id of its own, and words about itself and each of its parameters', () => {
    expect(new Set(LISTS.map(({ id }) => id)).size).to.equal(LISTS.length);
    for (const { id, doc, docs, params } of LISTS) {
      expect(doc, id).to.match(/^[A-Z].*\.$/);
      expect(docs ?? 'https://', id).to.match(/^https:\/\//);
      for (const param of Object.values(params)) expect(param.doc, id).to.match(/\.$/);
    }
  });

  it('asks with the key of its section; one list of the platform takes the admin key', () => {
    const admin = PLATFORM.filter(([, { credential }]) => credential !== 'apiKey').map(([name]) => name);
    expect(admin).to.deep.equal(['checkpointPermissions']);
    for (const [name, { credential }] of ORGANIZATION) expect(credential, name).to.equal('adminKey');
  });

  it('of usage takes more buckets a page where they are narrower', () => {
    for (const { id, limitsOf } of LISTS.filter((each) => each.id.startsWith('openai.usage'))) {
      const widest = ['1d', '1h', '1m', undefined].map((bucket_width) => limitsOf({ bucket_width })?.max);
      expect(widest, id).to.deep.equal([31, 168, 1440, 31]);
    }
  });

  it('knows its items by their ids, groups of a project by group_id, buckets by their times, pieces of a text by what they say', () => {
    const item = { id: 'i', group_id: 'g', start_time: 1, end_time: 2, type: 'text', text: 'one' };
    const others: Readonly<Record<string, string>> = {
      'openai.costs': '1\u00002',
      'openai.projects.groups': 'g',
      'openai.vectorStores.files.content': 'text\u0000one',
    };
    for (const { id, key } of LISTS) {
      expect(key(item), id).to.equal(others[id] ?? (id.startsWith('openai.usage.') ? '1\u00002' : 'i'));
    }
  });
});
