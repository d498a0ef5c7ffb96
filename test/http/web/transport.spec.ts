import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import type { Fetch } from '../../../src/http/fetch-transport.js';
import { defaultTransport } from '../../../src/http/web/transport.js';
import { startLoopback, type Loopback } from '../../support/loopback.js';

interface Platform {
  fetch?: Fetch | undefined;
}

// What all transports have in common is in test/http/transport.spec.ts.
describe('the default transport of the web', () => {
  const platform = globalThis as Platform;
  const own = platform.fetch;
  let server: Loopback;

  beforeEach(async () => {
    server = await startLoopback((_request, response) => response.end('ok'));
  });

  afterEach(async () => {
    platform.fetch = own;
    await server.close();
  });

  const get = async (transport = defaultTransport()): Promise<string> => {
    const response = await firstValueFrom(transport({ method: 'GET', url: server.origin, headers: {} }));
    return firstValueFrom(response.text(10));
  };

  it('sends over the global fetch, which a browser calls with no other receiver than its own', async () => {
    let calls = 0;
    platform.fetch = function (this: unknown, url: string, init: RequestInit) {
      if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
      calls += 1;
      return own!(url, init);
    };
    expect(await get()).to.equal('ok');
    expect(calls).to.equal(1);
  });

  it('uses what replaces the global fetch after the client was made', async () => {
    const transport = defaultTransport();
    platform.fetch = () => Promise.resolve(new Response('mocked'));
    expect(await get(transport)).to.equal('mocked');
    expect(server.seen).to.deep.equal([]);
  });

  it('sends over cross-fetch where there is no global fetch', async () => {
    platform.fetch = undefined;
    expect(await get()).to.equal('ok');
    // node-fetch, which cross-fetch is here, says so.
    expect(server.seen[0]?.headers['user-agent']).to.match(/node-fetch/);
  });
});
