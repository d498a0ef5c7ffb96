import { expect } from 'chai';
import { lastValueFrom, toArray } from 'rxjs';
import { decimal } from '../../src/codec/index.js';
import { coboClient } from '../../src/providers/cobo/index.js';
import { openai } from '../../src/providers/openai/index.js';
import { coinPrices } from '../../src/providers/cobo/metadata.js';
import { isRecord } from '../../operators/internal/isObject.js';
import { ENDPOINTS } from '../support/providers.js';

/** Names of the members of a codec that hold an amount; `*` where the server chooses the names. */
const amountsIn = (node: unknown, name = '', isCodec = true): readonly string[] => {
  if (node === decimal) return [name];
  if (Array.isArray(node)) return node.flatMap((each) => amountsIn(each, name));
  if (!isRecord(node)) return [];
  const own = node['_tag'] === 'DictionaryType' ? '*' : name;
  return Object.entries(node).flatMap(([key, each]) =>
    ['required', 'optional', 'props'].includes(key)
      ? amountsIn(each, own, false)
      : amountsIn(each, isCodec ? own : key),
  );
};

const replying = (body: string) => ({
  fetch: () => Promise.resolve(new Response(body)),
  retry: false as const,
});

describe('amounts of money keep all their digits', () => {
  for (const { id, item, amounts } of ENDPOINTS.values()) {
    const names = amountsIn(item);
    if (names.length > 0)
      it(`${id} says where its amounts are: ${[...new Set(names)].join(', ')}`, () => {
        const json = (value: string): string =>
          `{${names.map((name) => `"${name === '*' ? 'ETH' : name}":${value}`).join(',')}}`;
        expect(amounts?.(json('1e400'))).to.equal(json('"1e400"'));
      });
  }

  it('those of OpenAI’s costs, which are numbers; a quantity is a float as everywhere', async () => {
    const row = (value: string): string =>
      `{"amount":{"value":${value},"currency":"usd"},"quantity":${value}}`;
    const rows = ['0.06', '0.30000000000000004441', '1.00000000000000000001', '1e-400'].map(row).join(',');
    const body = `{"object":"page","has_more":false,"next_page":null,"data":[{"object":"bucket","start_time":0,"end_time":86400,"results":[${rows}]}]}`;
    const [day] = await lastValueFrom(
      openai({ adminKey: 'k', ...replying(body) })
        .costs.list({ start_time: new Date(0), end_time: new Date(86_400_000) })
        .pipe(toArray()),
    );
    const results = day?.results ?? [];
    expect(results.map(({ amount }) => amount?.value)).to.deep.equal([
      0.06,
      '0.30000000000000004441',
      '1.00000000000000000001',
      '1e-400',
    ]);
    expect(results.map(({ quantity }) => quantity)).to.deep.equal([0.06, 0.3 + 4e-17, 1, 0]);
  });

  it('prices under names of the server’s, in a client without the part for exact numbers', async () => {
    const body = '{"success":true,"result":{"ETH":3000.123456789012345678,"USDC":1e400,"BTC":60000}}';
    const client = coboClient({ apiKey: 'k', ...replying(body) });
    const [prices] = await lastValueFrom(client.list(coinPrices, { asset_coins: ['ETH'] }).pipe(toArray()));
    expect(prices).to.deep.equal({ ETH: '3000.123456789012345678', USDC: '1e400', BTC: 60_000 });
  });
});
