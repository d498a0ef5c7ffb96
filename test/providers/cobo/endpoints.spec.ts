import { expect } from 'chai';
import type { Fetch } from '../../../src/index.js';
import { atPath } from '../../../src/paging/index.js';
import { cobo, endpoints } from '../../../src/providers/cobo/index.js';
import type { Endpoint } from '../../../src/walk/index.js';
import { exampleOf } from '../../conformance/examples.js';
import { all, broken, wire } from '../../protocol/wire.js';
import { fixture } from '../../support/fixture.js';

const ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a';

/** Parameters that an endpoint cannot do without, beside those of its path. */
const NEEDED: Readonly<Record<string, string | readonly string[]>> = {
  symbol: 'USDC',
  range: '7d',
  asset_coins: ['ETH', 'USDT'],
};

/** What is asked of a client that has both credentials: the stronger one goes out where it alone is accepted. */
const headerOf = ({ credential }: Endpoint): string =>
  credential === 'serviceKey' ? 'x-assistant-service-key: service' : 'x-api-key: own';

type Params = Readonly<Record<string, unknown>>;

const paramsOf = ({ params }: Endpoint): Params =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, { place, required }]) =>
      required ? [[name, place === 'path' ? ID : NEEDED[name]]] : [],
    ),
  );

const LISTS = Object.values(endpoints) as unknown as readonly Endpoint[];

/** What stands where the endpoint says that its items are. */
const itemsIn = ({ pagingOf }: Endpoint, params: Params, body: unknown): unknown => {
  const paging = pagingOf(params);
  const place = paging.itemsOf?.(body) ?? paging.items;
  return typeof place === 'function' ? place(body) : atPath(body, place);
};

const KEYS = /^x-(api|assistant-service)-key$/;

/** The list as plain JavaScript calls it: an endpoint, and whatever parameters. */
const listOf = (endpoint: Endpoint, params: Params, fetch: Fetch) =>
  cobo({ apiKey: 'own', serviceKey: 'service', fetch }).client.list(endpoint, params);

describe('cobo endpoints', () => {
  for (const endpoint of LISTS) {
    const { id, path, item } = endpoint;
    const params = paramsOf(endpoint);
    const body = fixture(`${exampleOf(endpoint)}.json`) as Readonly<Record<string, unknown>>;
    // The examples say that there is more, with a cursor that leads nowhere.
    const last = { ...body, meta: { has_more: false } };

    it(`${id}: GET ${path}, one credential, all items of the vendor’s example, back as they came`, async () => {
      const server = wire(() => ({ body: last }));
      const items = await all(listOf(endpoint, params, server.fetch));
      const [asked] = server.log;
      expect(server.log).to.have.length(1);
      expect(asked?.method).to.equal('GET');
      expect(asked?.address).to.equal(`https://api.agenticwallet.cobo.com${path.replaceAll(/\{\w+\}/g, ID)}`);
      expect(
        Object.entries(asked?.headers ?? {}).flatMap(([key, value]) =>
          KEYS.test(key) ? [`${key}: ${value}`] : [],
        ),
      ).to.deep.equal([headerOf(endpoint)]);
      const expected = itemsIn(endpoint, params, body);
      expect(items.map((each) => item.encode(each as never))).to.deep.equal(
        Array.isArray(expected) ? expected : [expected],
      );
    });

    it(`${id}: success: false is an error, not an empty list`, async () => {
      const server = wire(() => ({ body: fixture('cobo/error-simple.json') }));
      const { values, error } = await broken(listOf(endpoint, params, server.fetch));
      expect(values).to.deep.equal([]);
      expect(error).to.have.nested.property('vendor.message', 'Not found');
    });

    for (const missing of Object.keys(params)) {
      it(`${id}: without ${missing} nothing is sent`, async () => {
        const server = wire(() => ({ body: last }));
        const { [missing]: _left, ...rest } = params;
        const { error } = await broken(listOf(endpoint, rest, server.fetch));
        expect(error).to.have.property('message').that.includes(`${missing} is missing`);
        expect(server.log).to.have.length(0);
      });
    }
  }

  it('identities: by the documented id, or by what makes an item without one unique', () => {
    const { wallets, walletAddresses, recentAddresses, chains, assets } = endpoints;
    expect(wallets.key({ uuid: 'w' })).to.equal('w');
    expect(walletAddresses.key({ wallet_id: 'w', chain_type: 'ETH', address: '0x1' })).to.equal(
      'w\u0000ETH\u00000x1',
    );
    expect(recentAddresses.key({ address: '0x1', chain_id: 'c', token_id: 't' })).to.equal(
      '0x1\u0000c\u0000t',
    );
    expect(chains.key({ chain_id: 'SETH' })).to.equal('SETH');
    expect(assets.key({ token_id: 'SETH_USDC', chain_id: 'SETH' })).to.equal('SETH_USDC');
  });
});
