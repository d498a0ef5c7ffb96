import { expect } from 'chai';
import { option as O } from 'fp-ts';
import {
  cobo,
  ConfigError,
  PagingError,
  type Fetch,
  type Listing,
  type ListOptions,
} from '../../../src/index.js';
import type { Cobo } from '../../../src/providers/cobo/index.js';
import { all, broken, sent, spelled, wire, type Serve } from '../../protocol/wire.js';

const on = (fetch: Fetch): Cobo => cobo({ apiKey: 'caw_CANARY', fetch });
const ids = (items: readonly { readonly chain_id: string }[]): string[] =>
  items.map(({ chain_id }) => chain_id);

/** Chains in pages of one; each page tells where it stands as it likes. */
const chainServer =
  (count: number, tell: (next: string | undefined) => object): Serve =>
  ({ query }) => {
    const row = Number(query.get('after') ?? 0);
    const { pagination, meta } = tell(row + 1 < count ? String(row + 1) : undefined) as {
      readonly pagination?: unknown;
      readonly meta?: unknown;
    };
    return { body: { success: true, result: { data: [{ chain_id: `c${String(row)}` }], pagination }, meta } };
  };

describe('cobo: chains and assets tell twice where a page stands', () => {
  for (const [title, tell] of [
    ['in meta alone', (next) => ({ meta: { has_more: next !== undefined, after: next ?? null } })],
    [
      'in both, and meta is right',
      (next) => ({
        meta: { has_more: next !== undefined, after: next ?? null },
        pagination: { before: '', after: 'elsewhere', total_count: 3 },
      }),
    ],
    [
      'in the second alone, which ends with the empty text',
      (next) => ({ pagination: { after: next ?? '' } }),
    ],
    [
      'in the second, beside a meta of nulls',
      (next) => ({
        meta: { has_more: null, after: null },
        pagination: { after: next ?? '' },
      }),
    ],
    ['in meta alone, which ends with the empty text', (next) => ({ meta: { after: next ?? '' } })],
    [
      'in both, and both end with the empty text',
      (next) => ({ meta: { after: next ?? '' }, pagination: { after: next ?? '' } }),
    ],
    [
      'meta has the flag, the second the cursor',
      (next) => ({
        meta: { has_more: next !== undefined },
        pagination: { after: next ?? '' },
      }),
    ],
  ] as readonly (readonly [string, (next: string | undefined) => object])[]) {
    it(`${title}: every item once`, async () => {
      const server = wire(chainServer(3, tell));
      expect(ids(await all(on(server.fetch).metadata.chains.list()))).to.deep.equal(['c0', 'c1', 'c2']);
      expect(sent(server, 'after')).to.deep.equal([null, '1', '2']);
    });
  }

  it('more without a cursor in either is an error, not the end', async () => {
    const server = wire(chainServer(3, () => ({ meta: { has_more: true }, pagination: { after: '' } })));
    const { values, error } = await broken(on(server.fetch).metadata.chains.list());
    expect(values).to.have.length(1);
    expect((error as PagingError).code).to.equal('paging-missing-cursor');
  });

  it('backwards by the second block, until it holds the empty text', async () => {
    const before = ['1', ''];
    const server = wire(({ query }) => ({
      body: {
        result: {
          data: [{ chain_id: `before ${String(query.get('before'))}` }],
          pagination: { before: before[server.log.length - 1], after: 'forwards' },
        },
      },
    }));
    await all(on(server.fetch).metadata.chains.list({ before: '2' }));
    expect(sent(server, 'before')).to.deep.equal(['2', '1']);
    expect(sent(server, 'after')).to.deep.equal([null, null]);
  });

  it('announces the count of the second block', async () => {
    const server = wire(chainServer(1, () => ({ pagination: { after: '', total_count: 1 } })));
    const [page] = await all(on(server.fetch).metadata.chains.list().pages());
    expect(page?.total).to.deep.equal(O.some(1));
  });
});

const empty: Serve = () => ({
  body: { success: true, result: { items: [], pacts: [], data: [] }, meta: { has_more: false } },
});
const none: Serve = () => ({ body: { success: true, result: [], meta: null } });

describe('cobo parameters', () => {
  for (const [title, serve, call, query] of [
    [
      'audit logs: times as ISO 8601',
      empty,
      (client, options) =>
        client.auditLogs.list(
          {
            start_time: new Date('2026-02-24T10:00:00Z'),
            end_time: '2026-02-25T00:00:00Z',
            result: 'pending_approval',
            action: 'transfer.initiate',
          },
          options,
        ),
      [
        'action=transfer.initiate',
        'end_time=2026-02-25T00:00:00Z',
        'limit=200',
        'result=pending_approval',
        'start_time=2026-02-24T10:00:00.000Z',
      ],
    ],
    [
      'pacts: a status in UPPER CASE',
      empty,
      (client, options) => client.pacts.list({ status: 'ACTIVE', include_default: true }, options),
      ['include_default=true', 'limit=100', 'status=ACTIVE'],
    ],
    [
      'assets: several values in one, joined by commas',
      empty,
      (client, options) =>
        client.metadata.assets.list({ chain_ids: ['SETH', 'BASE_ETH'], token_ids: ['SETH'] }, options),
      ['chain_ids=SETH,BASE_ETH', 'limit=500', 'token_ids=SETH'],
    ],
    [
      'balances: a forced refresh',
      none,
      (client, options) => client.wallets.balances.list({ address: '0x1', force_refresh: true }, options),
      ['address=0x1', 'force_refresh=true', 'limit=200'],
    ],
    [
      'recent addresses: the caller’s limit',
      none,
      (client, options) => client.recentAddresses.list({ limit: 10, token_id: 'SETH' }, options),
      ['limit=10', 'token_id=SETH'],
    ],
  ] as readonly (readonly [
    string,
    Serve,
    (client: Cobo, options?: ListOptions) => Listing<unknown, unknown>,
    readonly string[],
  ])[]) {
    it(title, async () => {
      const server = wire(serve);
      await all(call(on(server.fetch)));
      expect(server.log.map(spelled)).to.deep.equal([query]);
    });
  }

  it('recent addresses: 50 at most, in one page, whatever it says', async () => {
    const server = wire(() => ({
      body: { result: [{ address: '0x1' }], meta: { has_more: true, after: 'x' } },
    }));
    const { error } = await broken(on(server.fetch).recentAddresses.list({}, { pageSize: 51 }));
    expect((error as ConfigError).message).to.include('between 1 and 50, got 51');
    expect(await all(on(server.fetch).recentAddresses.list())).to.have.length(1);
    expect(server.log).to.have.length(1);
  });

  for (const [title, call] of [
    ['audit logs know no row numbers', (client) => client.auditLogs.list({ offset: 0 } as never)],
    ['the deprecated cursor of audit logs', (client) => client.auditLogs.list({ cursor: 'x' } as never)],
    ['chains know no row numbers', (client) => client.metadata.chains.list({ offset: 0 } as never)],
    ['after and before of audit logs', (client) => client.auditLogs.list({ after: 'a', before: 'b' })],
    ['after and before of chains', (client) => client.metadata.chains.list({ after: 'a', before: 'b' })],
    [
      'a row number beyond 2^53, which could not be reckoned with',
      (client) => client.wallets.list({ offset: 2 ** 53 }),
    ],
  ] as readonly (readonly [string, (client: Cobo) => Listing<unknown, unknown>])[]) {
    it(`${title}: refused before anything is sent`, async () => {
      const server = wire(empty);
      const { error } = await broken(call(on(server.fetch)));
      expect(error).to.be.instanceOf(ConfigError);
      expect(server.log).to.have.length(0);
    });
  }

  it('pending operations: a total of 0 on pages by cursor is no total', async () => {
    const server = wire(() => ({ body: { result: { items: [], total: 0 }, meta: { has_more: false } } }));
    const [page] = await all(on(server.fetch).pendingOperations.list().pages());
    expect(page?.total).to.deep.equal(O.none);
    expect(page?.envelope.result?.total).to.equal(0);
  });

  it('a history is one item, with its summary', async () => {
    const bucket = {
      bucket_start: '2026-05-14T00:00:00Z',
      label: '05-14',
      tx_count: 1,
      tx_amount: '1.25',
      pacts: [],
    };
    const result = {
      wallet_id: 'w',
      range: '7d',
      currency: 'USD',
      summary: { total_tx_count: 2, total_tx_amount: '2.50' },
      buckets: [bucket, { ...bucket, bucket_start: '2026-05-15T00:00:00Z' }],
      as_of: '2026-05-15T05:31:56Z',
    };
    const server = wire(() => ({ body: { success: true, result, meta: null } }));
    const came = await all(on(server.fetch).wallets.pactHistory.get({ wallet_id: 'w', range: '7d' }));
    expect(came.map(({ summary, buckets }) => [summary.total_tx_amount, buckets.length])).to.deep.equal([
      ['2.50', 2],
    ]);
  });
});
