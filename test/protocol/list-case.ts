import { expect } from 'chai';
import { take } from 'rxjs';
import { ConfigError, type Fetch, type Listing, type ListOptions } from '../../src/index.js';
import { all, broken, settled, spelled, wire, type Serve } from './wire.js';

type List = (fetch: Fetch, options?: ListOptions) => Listing<unknown, unknown>;

/** What an endpoint has to do against a server that knows nothing of it. */
export interface ListCase {
  readonly name: string;
  readonly list: List;
  readonly serve: Serve;
  readonly method?: 'GET' | 'POST';
  readonly address: string;
  /** The exact query of each page, decoded and sorted. */
  readonly queries: readonly (readonly string[])[];
  /** Every header but the user agent. */
  readonly headers: Readonly<Record<string, string>>;
  /** The items that must come, as they stood on the wire. */
  readonly items: readonly unknown[];
  readonly encode: (item: never) => unknown;
  /** The largest documented page; absent where none is. */
  readonly max?: number;
  /** The list on a client without its credential, and the option that the error must name. */
  readonly bare: List;
  readonly option: string;
  /** Calls with parameters, and what the first request must say for them beside the page size. */
  readonly encoded?: readonly (readonly [title: string, call: List, query: readonly string[]])[];
}

const walks = ({ list, serve, method = 'GET', address, queries, headers, items, encode }: ListCase): void => {
  it('walks all pages, with the right address, query and headers on each', async () => {
    const server = wire(serve);
    const came = await all(list(server.fetch));
    expect(came.map((item) => encode(item as never))).to.deep.equal(items);
    expect(server.log.map(spelled)).to.deep.equal(queries.map((query) => [...query].sort()));
    for (const asked of server.log) {
      expect([asked.method, asked.address]).to.deep.equal([method, address]);
      const { 'user-agent': agent, ...others } = asked.headers;
      expect(agent).to.match(/^headwater\//);
      expect(others).to.deep.equal(headers);
    }
  });
};

const stops = ({ list, serve }: ListCase): void => {
  it('sends nothing before it is subscribed to, and nothing after it is left', async () => {
    const server = wire(serve);
    const listing = list(server.fetch);
    await settled();
    expect(server.log).to.have.length(0);
    await all(listing.pipe(take(1)));
    await settled();
    expect(server.log).to.have.length(1);
  });

  it('aborts the request in flight', async () => {
    const server = wire((asked) => (server.log.length === 1 ? serve(asked) : 'silence'));
    const subscription = list(server.fetch).subscribe();
    await settled();
    expect(server.log.map(({ signal }) => signal?.aborted)).to.deep.equal([false, false]);
    subscription.unsubscribe();
    expect(server.log[1]?.signal?.aborted).to.equal(true);
    await settled();
    expect(server.log).to.have.length(2);
  });
};

const refuses = ({ list, serve, max, bare, option }: ListCase): void => {
  const sizes = max === undefined ? [0, -1, 1.5] : [0, max + 1, 1.5];
  const range = max === undefined ? 'at least 1' : `between 1 and ${String(max)}`;
  for (const pageSize of sizes) {
    it(`refuses a page size of ${String(pageSize)} before anything is sent, and names the range`, async () => {
      const server = wire(serve);
      const { error } = await broken(list(server.fetch, { pageSize }));
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as ConfigError).message).to.include(`${range}, got ${String(pageSize)}`);
      expect(server.log).to.have.length(0);
    });
  }

  it(`without a credential: a ConfigError that names ${option}, and nothing is sent`, async () => {
    const server = wire(serve);
    const { error } = await broken(bare(server.fetch));
    expect(error).to.be.instanceOf(ConfigError);
    expect((error as ConfigError).message).to.include(`${option} is not set`);
    expect(server.log).to.have.length(0);
  });
};

const encodes = ({ encoded = [], queries, serve, max }: ListCase): void => {
  for (const [title, call, query] of encoded) {
    it(`sends ${title}`, async () => {
      const server = wire(serve);
      await all(call(server.fetch, { maxPages: 1 }));
      const size = (queries[0] ?? []).filter((pair) => max !== undefined && pair.endsWith(`=${String(max)}`));
      const [first] = server.log;
      expect(first === undefined ? [] : spelled(first)).to.deep.equal([...size, ...query].sort());
    });
  }
};

/** Describes one endpoint against a server of its protocol. */
export const describeList = (each: ListCase): void => {
  describe(each.name, () => {
    walks(each);
    stops(each);
    refuses(each);
    encodes(each);
  });
};
