import { expect } from 'chai';
import type { Fault, ListNames, Sandbox, WireItem } from '../../src/sandbox/index.js';
import { ask, boxFor, withParam, type Answer, type Json } from './support.js';
import { operationOf, type Operation } from '../conformance/documents.js';
import { replyDepartures, valueDepartures } from '../conformance/schema.js';

type List = ListNames['cobo'];

/** A list as its page documents it. */
interface Place {
  readonly list: List;
  readonly path: string;
  /** Where the items stand. */
  readonly items: string;
  readonly id: string;
  /** The least and most that `limit` takes, and what comes without it; absent: no paging at all. */
  readonly limits?: readonly [most: number, standard: number | undefined];
  readonly mode?: 'cursor' | 'offset' | 'top';
  readonly query?: string;
  /** The list whose first item is the parent, and the member that names it. */
  readonly parent?: readonly [list: List, member: string];
  readonly credential?: 'service' | 'either';
}

const V1 = '/api/v1';

const PLACES: readonly Place[] = [
  {
    list: 'principals',
    path: '/principals',
    items: 'result',
    id: 'id',
    limits: [200, 50],
    credential: 'service',
  },
  { list: 'principals.agents', path: '/principals/agents', items: 'result', id: 'id', limits: [200, 50] },
  { list: 'apiKeys', path: '/api-keys', items: 'result', id: 'id', limits: [200, 50], credential: 'either' },
  { list: 'wallets.balances', path: '/wallets/balances', items: 'result', id: 'id', limits: [200, 50] },
  {
    list: 'wallets.transactions',
    path: '/wallets/transactions',
    items: 'result',
    id: 'id',
    limits: [200, 50],
  },
  {
    list: 'recentAddresses',
    path: '/wallets/recent-addresses',
    items: 'result',
    id: 'address',
    limits: [50, 10],
    mode: 'top',
  },
  {
    list: 'wallets',
    path: '/wallets',
    items: 'result',
    id: 'uuid',
    limits: [200, 50],
    query: 'include_archived=true',
  },
  {
    list: 'wallets.addresses',
    path: '/wallets/{wallet_uuid}/addresses',
    items: 'result',
    id: 'address',
    parent: ['wallets', 'uuid'],
  },
  {
    list: 'wallets.recentAddresses',
    path: '/wallets/{wallet_uuid}/recent-addresses',
    items: 'result',
    id: 'address',
    limits: [50, 10],
    mode: 'top',
    parent: ['wallets', 'uuid'],
  },
  {
    list: 'auditLogs',
    path: '/audit-logs',
    items: 'result.items',
    id: 'id',
    limits: [200, 50],
    mode: 'cursor',
  },
  {
    list: 'pendingOperations',
    path: '/pending-operations',
    items: 'result.items',
    id: 'id',
    limits: [200, 50],
  },
  {
    list: 'pacts',
    path: '/pacts',
    items: 'result.pacts',
    id: 'id',
    limits: [100, 20],
    query: 'include_default=true',
  },
  {
    list: 'pacts.events',
    path: '/pacts/{pact_id}/events',
    items: 'result.events',
    id: 'id',
    limits: [200, 50],
    parent: ['pacts', 'id'],
  },
  {
    list: 'metadata.chains',
    path: '/metadata/chains',
    items: 'result.data',
    id: 'chain_id',
    limits: [500, undefined],
    mode: 'cursor',
  },
  {
    list: 'metadata.assets',
    path: '/metadata/assets',
    items: 'result.data',
    id: 'token_id',
    limits: [500, undefined],
    mode: 'cursor',
  },
  {
    list: 'metadata.tokens.search',
    path: '/metadata/tokens/search',
    items: 'result',
    id: 'token_id',
    query: 'symbol=usdc',
  },
  { list: 'faucet.tokens', path: '/faucet/tokens', items: 'result', id: 'chain_id' },
  {
    list: 'pactTemplates',
    path: '/recipes/pact-templates',
    items: 'result',
    id: 'id',
    limits: [100, 20],
    mode: 'offset',
    credential: 'service',
  },
];

function get(box: Sandbox, path: string, service = false): Promise<Answer> {
  const { baseUrl, apiKey, serviceKey } = box.cobo;
  const headers: Record<string, string> = service
    ? { 'x-assistant-service-key': serviceKey }
    : { 'x-api-key': apiKey };
  return ask(`${baseUrl}${V1}${path}`, headers);
}

function pathOf(box: Sandbox, { path, parent, query }: Place): string {
  const id = parent === undefined ? '' : String(box.control.items('cobo', parent[0])[0]?.[parent[1]]);
  return `${path.replace(/\{[^{}]+\}/, id)}${query === undefined ? '' : `?${query}`}`;
}

const at = (body: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Json)[name], body);

const itemsOf = ({ body }: Answer, { items }: Place): readonly WireItem[] => at(body, items) as WireItem[];

const metaOf = ({ body }: Answer): Json => body['meta'] as Json;

/** Walks by the protocol of a place, ten items at a time. */
async function walked(box: Sandbox, place: Place): Promise<{ items: WireItem[]; pages: number }> {
  const first = withParam(pathOf(box, place), 'limit', '10');
  const service = place.credential === 'service';
  const items: WireItem[] = [];
  for (let path = first, pages = 1; ; pages += 1) {
    const answer = await get(box, path, service);
    expect(answer.status, `${path} ${answer.text}`).to.equal(200);
    items.push(...itemsOf(answer, place));
    const meta = metaOf(answer);
    const more = place.mode === 'offset' ? items.length < Number(meta['total']) : meta['has_more'] === true;
    if (!more || pages > 500) return { items, pages };
    path =
      place.mode === 'offset'
        ? withParam(first, 'offset', String(items.length))
        : withParam(first, 'after', String(meta['after']));
  }
}

const described = (path: string): Operation => {
  const operation = operationOf('cobo', 'GET', `${V1}${path}`);
  if (operation === undefined) throw new Error(`the vendor's document has no ${path}`);
  return operation;
};

const departuresOf = (path: string, body: unknown): readonly string[] =>
  replyDepartures(described(path), body);

const refusalDepartures = (body: unknown): readonly string[] =>
  valueDepartures(described('/wallets').document, 'WrappedValidationError', body);

describe('sandbox: Cobo, all lists', () => {
  const box = boxFor();
  const items = (list: List) => box().control.items('cobo', list);
  const paged = PLACES.filter(({ limits, mode }) => limits !== undefined && mode !== 'top');

  for (const place of PLACES) {
    it(`GET ${place.path} fits its published schema`, async () => {
      const answer = await get(box(), pathOf(box(), place), place.credential === 'service');
      expect(itemsOf(answer, place)).not.to.deep.equal([]);
      expect(departuresOf(place.path, answer.body)).to.deep.equal([]);
    });
  }

  for (const place of paged) {
    it(`GET ${place.path}: a walk sees every item once`, async () => {
      const { items: found, pages } = await walked(box(), place);
      expect(pages).to.be.at.least(3);
      const ids = found.map((item) => String(item[place.id]));
      expect(new Set(ids).size).to.equal(ids.length);
      const parent = items('pacts')[0]?.['id'];
      const all = items(place.list).filter(
        (item) => place.parent === undefined || item['pact_id'] === parent,
      );
      expect(ids).to.deep.equal(all.map((item) => String(item[place.id])));
    });

    it(`GET ${place.path}: limits are refused, not cut`, async () => {
      const [most = 0, standard] = place.limits ?? [];
      const read = (query: string) =>
        get(box(), pathOf(box(), { ...place, query: query }), place.credential === 'service');
      for (const limit of ['0', String(most + 1), 'x']) {
        const refused = await read(`limit=${limit}`);
        expect(refused.status, limit).to.equal(422);
        expect(refusalDepartures(refused.body)).to.deep.equal([]);
      }
      expect((await read(`limit=${String(most)}`)).status).to.equal(200);
      const length = itemsOf(await read(''), place).length;
      expect(length).to.be.at.most(standard ?? most);
    });
  }

  it('offset mode, where it is deprecated and still there, tells total, offset and limit', async () => {
    for (const place of paged.filter(({ mode }) => mode !== 'cursor')) {
      const path = withParam(withParam(pathOf(box(), place), 'offset', '3'), 'limit', '4');
      const answer = await get(box(), path, place.credential === 'service');
      expect(metaOf(answer), place.path).to.include({ offset: 3, limit: 4, has_more: null, after: null });
      expect(metaOf(answer)['total']).to.be.at.least(21);
      expect(departuresOf(place.path, answer.body)).to.deep.equal([]);
    }
    const far = await get(box(), '/wallets?offset=9223372036854775807');
    expect(far.text).to.include('"offset":9223372036854775807,');
    const ignored = await get(box(), '/audit-logs?offset=3');
    expect(metaOf(ignored)).to.include({ total: null, has_more: true });
  });

  it('walks backwards by before in both orders, and cursors may be called cursor in the audit logs', async () => {
    for (const place of paged.filter(({ mode }) => mode !== 'offset')) {
      const service = place.credential === 'service';
      const path = withParam(pathOf(box(), place), 'limit', '5');
      const first = await get(box(), path, service);
      const second = await get(box(), withParam(path, 'after', String(metaOf(first)['after'])), service);
      const back = await get(box(), withParam(path, 'before', String(metaOf(second)['before'])), service);
      expect(itemsOf(back, place), place.path).to.deep.equal(itemsOf(first, place));
      expect(metaOf(back)['has_more']).to.equal(false);
    }
    const first = await get(box(), '/audit-logs?limit=5');
    const cursor = String((first.body['result'] as Json)['next_cursor']);
    expect(cursor).to.equal(metaOf(first)['after']);
    const [after, alias] = [
      await get(box(), `/audit-logs?limit=5&after=${cursor}`),
      await get(box(), `/audit-logs?limit=5&cursor=${cursor}`),
    ];
    expect(alias.text).to.equal(after.text);
  });

  it('second pagination blocks: the empty string is the end, total is 0 in cursor mode', async () => {
    const whole = await get(box(), '/metadata/chains');
    const count = items('metadata.chains').length;
    expect((whole.body['result'] as Json)['pagination']).to.deep.equal({
      before: '',
      after: '',
      total_count: count,
    });
    const some = await get(box(), '/metadata/chains?limit=3');
    expect(((some.body['result'] as Json)['pagination'] as Json)['after']).to.equal(metaOf(some)['after']);
    const total = async (query: string) =>
      ((await get(box(), `/pending-operations${query}`)).body['result'] as Json)['total'];
    expect([await total(''), await total('?offset=0')]).to.deep.equal([0, items('pendingOperations').length]);
  });

  it('takes the header that each path documents', async () => {
    const { apiKey, serviceKey, baseUrl } = box().cobo;
    for (const place of PLACES) {
      const status = async (headers: Record<string, string>) =>
        (await ask(`${baseUrl}${V1}${pathOf(box(), place)}`, headers)).status;
      const seen = [
        await status({ 'x-api-key': apiKey }),
        await status({ 'x-assistant-service-key': serviceKey }),
        await status({ 'x-api-key': 'x' }),
        await status({ 'x-assistant-service-key': 'x' }),
        await status({}),
      ];
      const key = place.credential === 'service' ? 401 : 200;
      const service = place.credential === undefined ? 403 : 200;
      expect(seen, place.path).to.deep.equal([key, service, 401, 401, 401]);
    }
    const denied = (await get(box(), '/wallets', true)).body;
    expect(denied['error']).to.include({ code: 'INSUFFICIENT_PERMISSION' });
  });

  const REFUSALS: readonly (readonly [string, number, readonly string[]])[] = [
    ['/wallets/nothing/addresses', 422, ['path', 'wallet_uuid']],
    ['/wallets/nothing/recent-addresses', 422, ['path', 'wallet_uuid']],
    ['/pacts/nothing/events', 422, ['path', 'pact_id']],
    ['/wallets/nothing/pacts/stats', 422, ['path', 'wallet_id']],
    ['/wallets/balances?wallet_uuid=x', 422, ['query', 'wallet_uuid']],
    ['/audit-logs?result=pending_approval', 422, ['query', 'result']],
    ['/audit-logs?start_time=yesterday', 422, ['query', 'start_time']],
    [`/audit-logs?action=${'a'.repeat(129)}`, 422, ['query', 'action']],
    ['/pending-operations?status=approved', 422, ['query', 'status']],
    ['/pacts?status=FROZEN', 422, ['query', 'status']],
    ['/metadata/chains?wallet_type=Paper', 422, ['query', 'wallet_type']],
    ['/metadata/tokens/search', 422, ['query', 'symbol']],
    ['/metadata/tokens/search?symbol=', 422, ['query', 'symbol']],
    ['/coin-price', 422, ['query', 'asset_coins']],
    ['/coin-price?asset_coins=ETH&currency=EUR', 422, ['query', 'currency']],
    ['/wallets/recent-addresses?limit=51', 422, ['query', 'limit']],
    ['/wallets/00000000-0000-4000-8000-000000000000/addresses', 404, []],
    ['/pacts/00000000-0000-4000-8000-000000000000/events', 404, []],
    ['/wallets/00000000-0000-4000-8000-000000000000/pacts/stats', 404, []],
    ['/nothing', 404, []],
  ];
  for (const [path, status, loc] of REFUSALS) {
    it(`refuses ${path.slice(0, 60)} with ${String(status)}`, async () => {
      const refused = await get(box(), path);
      expect([refused.status, refused.body['success']]).to.deep.equal([status, false]);
      if (status === 404) expect(refused.body['error']).to.equal('Not found');
      else expect(((refused.body['error'] as Json)['detail'] as Json[])[0]?.['loc']).to.deep.equal(loc);
    });
  }

  it('what belongs to something belongs to something that is there', () => {
    const ids = (list: List, member = 'id') => new Set(items(list).map((item) => item[member]));
    const relations: readonly (readonly [List, string, Set<unknown>])[] = [
      ['apiKeys', 'principal_id', ids('principals')],
      ['apiKeys', 'pact_id', ids('pacts').add(null)],
      ['principals.agents', 'owner_principal_id', ids('principals')],
      ['wallets', 'owner_id', ids('principals')],
      ['wallets.addresses', 'wallet_id', ids('wallets', 'uuid')],
      ['wallets.balances', 'wallet_uuid', ids('wallets', 'uuid')],
      ['wallets.balances', 'address', ids('wallets.addresses', 'address')],
      ['wallets.balances', 'token_id', ids('metadata.assets', 'token_id')],
      ['wallets.transactions', 'wallet_id', ids('wallets', 'uuid')],
      ['wallets.transactions', 'src_address', ids('wallets.addresses', 'address')],
      ['wallets.transactions', 'token_id', ids('metadata.assets', 'token_id')],
      ['wallets.transactions', 'chain_id', ids('metadata.chains', 'chain_id')],
      ['recentAddresses', 'address', ids('wallets.transactions', 'dst_address')],
      ['auditLogs', 'principal_id', ids('principals').add(null)],
      ['auditLogs', 'wallet_id', ids('wallets', 'uuid').add(null)],
      ['pendingOperations', 'wallet_id', ids('wallets', 'uuid')],
      ['pendingOperations', 'initiated_by', ids('principals')],
      ['pacts', 'wallet_id', ids('wallets', 'uuid')],
      ['pacts.events', 'pact_id', ids('pacts')],
      ['metadata.assets', 'chain_id', ids('metadata.chains', 'chain_id')],
      ['faucet.tokens', 'chain_id', ids('metadata.chains', 'chain_id')],
    ];
    for (const [list, member, known] of relations)
      for (const item of items(list)) expect(known.has(item[member]), `${list}.${member}`).to.equal(true);
    const keys = ids('apiKeys');
    for (const log of items('auditLogs').filter((item) => item['resource_type'] === 'api_key'))
      expect(keys.has(log['resource_id'])).to.equal(true);
    for (const { operator } of items('pacts'))
      if (operator !== undefined) expect((operator as Json)['type']).to.equal('agent');
  });

  it('filters: by wallet, status, time, chains, and the flags that add what is hidden', async () => {
    const read = async (path: string, member = 'result') =>
      at((await get(box(), withParam(path, 'limit', '50'))).body, member) as WireItem[];
    const wallet = String(items('wallets.transactions')[0]?.['wallet_id']);
    const sent = await read(`/wallets/transactions?wallet_uuid=${wallet}&status=900&ext=true`);
    expect(sent).not.to.deep.equal([]);
    for (const item of sent) {
      expect(item).to.include({ wallet_id: wallet, status: 900 });
      expect((item['ext_transactions'] as Json[])[0]?.['user_transaction_uuid']).to.equal(item['id']);
    }
    const chain = await read('/wallets/balances?chain_id=SETH');
    expect(chain.every((item) => String(item['token_id']).startsWith('SETH'))).to.equal(true);
    const [pacts, upper] = [
      await read('/pacts?status=active', 'result.pacts'),
      await read('/pacts?status=ACTIVE', 'result.pacts'),
    ];
    expect(pacts).not.to.deep.equal([]);
    expect(upper).to.deep.equal(pacts);
    expect(pacts.every((item) => item['is_default'] === false)).to.equal(true);
    const shown = await read('/wallets');
    expect(shown.length).to.be.lessThan(items('wallets').length);
    const [newest, older] = [items('auditLogs')[0], items('auditLogs')[9]];
    const span = `start_time=${String(older?.['created_at'])}&end_time=${String(newest?.['created_at'])}`;
    expect((await read(`/audit-logs?${span}`, 'result.items')).length).to.equal(9);
    const chains = await read('/metadata/assets?chain_ids=SETH,SOL', 'result.data');
    expect(chains.map((item) => item['token_id'])).to.deep.equal(['SETH', 'SETH_USDC', 'SOL', 'SOL_USDC']);
  });

  it('recent addresses come newest first, each once, at most as many as asked for', async () => {
    const found = (await get(box(), '/wallets/recent-addresses?limit=50')).body['result'] as WireItem[];
    const moved = items('wallets.transactions').filter((item) => item['type'] === 'transfer');
    const wanted = [...new Set(moved.map((item) => item['dst_address']))].slice(0, 50);
    expect(found.map((item) => item['address'])).to.deep.equal(wanted);
    expect((await get(box(), '/wallets/recent-addresses')).body['result']).to.have.length(10);
  });

  it('pact stats and history agree with the pacts and with each other', async () => {
    const wallet = String(items('pacts').find((pact) => pact['is_default'] === false)?.['wallet_id']);
    const read = async (path: string) => (await get(box(), path)).body;
    const pacts = items('pacts').filter((pact) => pact['wallet_id'] === wallet);
    const stats = await read(`/wallets/${wallet}/pacts/stats?include_default=true`);
    expect(departuresOf('/wallets/{wallet_id}/pacts/stats', stats)).to.deep.equal([]);
    expect(stats['result']).to.include({
      total_pacts: pacts.length,
      total_active_pacts: pacts.filter((pact) => pact['status'] === 'active').length,
    });
    for (const [range, count] of [
      ['1d', 24],
      ['7d', 7],
      ['30d', 30],
    ] as const) {
      const history = await read(`/wallets/${wallet}/pacts/history?range=${range}&metric=tx_amount&lang=zh`);
      expect(departuresOf('/wallets/{wallet_id}/pacts/history', history)).to.deep.equal([]);
      const result = history['result'] as Json;
      const buckets = result['buckets'] as Json[];
      expect(buckets).to.have.length(count);
      const sum = buckets.reduce((total, bucket) => total + Number(bucket['tx_count']), 0);
      expect((result['summary'] as Json)['total_tx_count']).to.equal(sum);
      for (const bucket of buckets)
        for (const pact of bucket['pacts'] as Json[])
          expect(pacts.map(({ id }) => id)).to.include(pact['pact_id']);
      // The sandbox is not thirty days old: the longest range holds all that ever happened.
      if (range === '30d')
        expect(result['summary']).to.deep.equal({
          total_tx_count: (stats['result'] as Json)['total_tx_count'],
          total_tx_amount: (stats['result'] as Json)['total_volume_usd'],
        });
    }
  });

  it('the first wallet has done something under its pacts', async () => {
    const totals = await Promise.all(
      [...new Set(items('pacts').map((pact) => String(pact['wallet_id'])))].map(
        async (id) =>
          ((await get(box(), `/wallets/${id}/pacts/stats`)).body['result'] as Json)['total_tx_count'],
      ),
    );
    expect(Math.max(...totals.map(Number))).to.be.greaterThan(0);
  });

  it('stats leave the default pacts out unless they are asked for', async () => {
    const done = new Map<string, number>();
    for (const { status, data } of items('wallets.transactions')) {
      const pact = String((data as Json)['pact_id']);
      if (status === 900) done.set(pact, (done.get(pact) ?? 0) + 1);
    }
    const wanted = (wallet: string, hidden: boolean) =>
      items('pacts')
        .filter((pact) => pact['wallet_id'] === wallet && (hidden || pact['is_default'] === false))
        .reduce((sum, { id }) => sum + (done.get(String(id)) ?? 0), 0);
    let differing = 0;
    for (const wallet of new Set(items('pacts').map((pact) => String(pact['wallet_id'])))) {
      for (const hidden of [true, false]) {
        const path = `/wallets/${wallet}/pacts/stats?include_default=${String(hidden)}`;
        const { total_tx_count } = (await get(box(), path)).body['result'] as Json;
        expect(total_tx_count, path).to.equal(wanted(wallet, hidden));
      }
      if (wanted(wallet, true) !== wanted(wallet, false)) differing += 1;
    }
    expect(differing).to.be.greaterThan(0);
  });

  it('prices the coins that tokens are made of, and no others', async () => {
    const answer = await get(box(), '/coin-price?asset_coins=ETH,USDC,NOTHING');
    expect(answer.body['result']).to.deep.equal({ ETH: '3000.5', USDC: '1' });
    expect(departuresOf('/coin-price', answer.body)).to.deep.equal([]);
  });

  it('sends integers beyond 2^53 with all their digits, and decimals with all of theirs', async () => {
    const text = (await get(box(), '/audit-logs?action=contract_call.initiate')).text;
    expect(text).to.include('"value":1000000000000000001');
    expect((await get(box(), '/wallets/balances')).text).to.match(/"amount":"\d+\.123456789012345678"/);
  });

  it('leaves out null members of some items', () => {
    for (const [list, member] of [
      ['wallets', 'main_node_id'],
      ['pacts', 'original_intent'],
      ['wallets.transactions', 'pact_id'],
    ] as const) {
      const seen = new Set(items(list).map((item) => (member in item ? item[member] === null : 'absent')));
      expect([...seen], `${list}.${member}`).to.have.members([true, false, 'absent']);
    }
  });

  it('inserts into and removes from every list', () => {
    const count = (list: string) => (box().control.counts().cobo as Record<string, number>)[list] ?? -1;
    const lists = Object.keys(box().control.counts().cobo) as List[];
    expect(lists).to.include.members(PLACES.map(({ list }) => list));
    for (const list of lists) {
      const before = count(list);
      const id = box().control.insert('cobo', list);
      expect(count(list), list).to.equal(before + 1);
      expect(box().control.remove('cobo', list, id), list).to.equal(id);
      expect(count(list), list).to.equal(before);
      expect(box().control.remove('cobo', list, 'nobody'), list).to.equal(undefined);
    }
  });

  it('a principal who goes takes along what is his', () => {
    const owner = String(items('wallets')[0]?.['owner_id']);
    box().control.remove('cobo', 'principals', owner);
    const wallets = new Set(items('wallets').map(({ uuid }) => uuid));
    expect(items('wallets').some((wallet) => wallet['owner_id'] === owner)).to.equal(false);
    for (const list of ['wallets.balances', 'wallets.addresses', 'wallets.transactions', 'pacts'] as const)
      for (const item of items(list))
        expect(wallets.has(item['wallet_id'] ?? item['wallet_uuid'])).to.equal(true);
    const principals = new Set(items('principals').map(({ id }) => id));
    for (const log of items('auditLogs'))
      expect(log['principal_id'] === null || principals.has(log['principal_id'])).to.equal(true);
  });

  const FAULTS: readonly (readonly [Fault, (answer: Answer, place: Place) => unknown, unknown])[] = [
    [{ kind: 'empty-page-with-cursor' }, itemsOf, []],
    [{ kind: 'drift', add: { odd: 1 } }, (answer, place) => itemsOf(answer, place)[0]?.['odd'], 1],
    [{ kind: 'success-false' }, ({ body }) => body['success'], false],
  ];
  const CURSORS: readonly (readonly [Fault, (answer: Answer) => unknown, unknown])[] = [
    [{ kind: 'has-more-without-cursor' }, ({ body }) => body['meta'], { has_more: true, after: null }],
    [{ kind: 'lying-count', count: 3 }, ({ body }) => body['meta'], { total: 3 }],
    [
      { kind: 'foreign-next', origin: 'https://evil.example' },
      ({ body }) => body['meta'],
      { has_more: true },
    ],
  ];
  for (const [fault, read, wanted] of FAULTS) {
    it(`${fault.kind} strikes every list`, async () => {
      box().control.faults.add({ provider: 'cobo', fault, times: Infinity });
      for (const place of PLACES) {
        const answer = await get(box(), pathOf(box(), place), place.credential === 'service');
        expect(read(answer, place), place.path).to.deep.equal(wanted);
      }
    });
  }
  for (const [fault, read, wanted] of CURSORS) {
    it(`${fault.kind} strikes every paginated list`, async () => {
      box().control.faults.add({ provider: 'cobo', fault, times: Infinity });
      for (const place of paged) {
        const answer = await get(
          box(),
          withParam(pathOf(box(), place), 'limit', '5'),
          place.credential === 'service',
        );
        expect(read(answer), place.path).to.include(wanted);
        expect(answer.text.includes('evil.example'), place.path).to.equal(fault.kind === 'foreign-next');
        if (fault.kind !== 'has-more-without-cursor') continue;
        expect(answer.text, place.path).not.to.match(/"(next_cursor|after)":"[^"]/);
      }
    });
  }

  it('repeat-cursor gives the cursor of the request back, in each place that tells one', async () => {
    for (const place of paged.filter(({ mode }) => mode !== 'offset')) {
      const service = place.credential === 'service';
      const path = withParam(pathOf(box(), place), 'limit', '5');
      const after = String(metaOf(await get(box(), path, service))['after']);
      box().control.faults.add({ provider: 'cobo', fault: { kind: 'repeat-cursor' } });
      const again = await get(box(), withParam(path, 'after', after), service);
      expect(metaOf(again), place.path).to.include({ has_more: true, after });
      const { next_cursor, pagination } = again.body['result'] as Json;
      if (next_cursor !== undefined) expect(next_cursor).to.equal(after);
      if (pagination !== undefined) expect((pagination as Json)['after']).to.equal(after);
    }
  });

  it('a drifted read: the object is its only item', async () => {
    box().control.faults.add({ fault: { kind: 'drift', add: { odd: 1 } } });
    expect((await get(box(), '/coin-price?asset_coins=ETH')).body['result']).to.include({
      ETH: '3000.5',
      odd: 1,
    });
    box().control.faults.add({ fault: { kind: 'empty-page-with-cursor' } });
    expect((await get(box(), '/coin-price?asset_coins=ETH')).body['result']).to.deep.equal({ ETH: '3000.5' });
  });
});
