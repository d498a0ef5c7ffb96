import { expect } from 'chai';
import type { Endpoint, Page } from '../../src/walk/index.js';
import { DecodeError } from '../../src/http/errors.js';
import { atPath } from '../../src/paging/index.js';
import { coboClient, endpoints as cobo } from '../../src/providers/cobo/index.js';
import { openaiClient } from '../../src/providers/openai/index.js';
import { exampleOf } from '../conformance/examples.js';
import { fixture } from '../support/fixture.js';
import { ENDPOINTS } from '../support/providers.js';

interface Case {
  readonly list: Endpoint;
  /** Path of the item in the reply. */
  readonly item: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const FROM = { start_time: 1_730_419_200, end_time: 1_730_505_600 };

// Each endpoint has types of its own; what is asked of them here is the same for all.
const usage = [...ENDPOINTS.values()].filter(
  ({ id }) => id.startsWith('openai.usage.') || id === 'openai.costs',
);

const cases: readonly Case[] = [
  ...usage.map((list) => ({ list, item: 'data.0', params: FROM })),
  {
    list: cobo.pactHistory as unknown as Endpoint,
    item: 'result',
    params: { wallet_id: 'w', range: '1d' },
  },
  {
    list: cobo.coinPrices as unknown as Endpoint,
    item: 'result',
    params: { asset_coins: ['ETH'] },
  },
];

/** The vendor's example. */
const exampleFor = ({ list }: Case): unknown => fixture(`${exampleOf(list)}.json`);

/** An example with one more row, which no codec takes, behind the rows of its item. */
const withOddRow = (each: Case): unknown => {
  const body = exampleFor(each);
  const rows = atPath(atPath(body, each.item), each.list.rows ?? '') as Record<string, unknown>;
  if (Array.isArray(rows)) rows.push(null);
  else rows['ODD'] = null;
  return body;
};

const walked = async (
  { list, params }: Case,
  body: unknown,
  onInvalid: 'fail' | 'skip',
): Promise<Page<unknown, unknown>> => {
  const options = { fetch: () => Promise.resolve(Response.json(body)), retry: false } as const;
  const client =
    list.provider === 'cobo'
      ? coboClient({ ...options, apiKey: 'k' })
      : openaiClient({ ...options, adminKey: 'k' });
  for await (const page of client.list(list, params, { onInvalid }).pages()) return page;
  throw new Error('no page came');
};

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('rows that mean something alone', () => {
  it('stand in these lists, and in no other', () => {
    const withRows = [...ENDPOINTS.values()].flatMap(({ id, rows }) =>
      rows === undefined ? [] : [`${id} ${rows}`],
    );
    expect(withRows.sort()).to.deep.equal([
      'cobo.coinPrices ',
      'cobo.faucet.tokens tokens',
      'cobo.wallets.pactHistory buckets',
      ...usage.map(({ id }) => `${id} results`).sort(),
    ]);
    expect(usage).to.have.lengthOf(11);
  });

  for (const each of cases) {
    const { id, rows = '' } = each.list;

    it(`${id}: an odd row leaves out that row`, async () => {
      const good = await walked(each, exampleFor(each), 'fail');
      const { items, leftOut } = await walked(each, withOddRow(each), 'skip');
      expect(items).to.deep.equal(good.items);
      expect([good.leftOut, leftOut]).to.deep.equal([0, 1]);
    });

    it(`${id}: with fail the error names item and row`, async () => {
      const error = await failureOf(walked(each, withOddRow(each), 'fail'));
      const index = Object.keys(atPath(atPath(exampleFor(each), each.item), rows) as object).length;
      expect(error).to.be.instanceOf(DecodeError);
      expect(error).to.include({ itemIndex: 0, rowIndex: index });
    });
  }
});
