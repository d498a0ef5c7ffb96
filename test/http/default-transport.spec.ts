import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { defaultTransport } from '../../src/http/default-transport.js';
import type { NodeHttp } from '../../src/http/node-transport.js';
import { startLoopback } from '../support/loopback.js';

// What all transports have in common is in transport.spec.ts.
describe('defaultTransport', () => {
  it('sends over cross-fetch where there is no node:http', async () => {
    const server = await startLoopback((_request, response) => response.end('ok'));
    const transport = defaultTransport(() => undefined);
    const response = await firstValueFrom(transport({ method: 'GET', url: server.origin, headers: {} }));
    expect(await firstValueFrom(response.text(10))).to.equal('ok');
    // node-fetch, which cross-fetch is here, says so.
    expect(server.seen[0]?.headers['user-agent']).to.match(/node-fetch/);
    await server.close();
  });

  it('takes node:https for an https address, and node:http for any other', () => {
    const sent: string[] = [];
    const builtin = (name: string): NodeHttp => ({
      request: (url) => {
        sent.push(`${name} ${url}`);
        return { reusedSocket: false, on: () => undefined, end: () => undefined, destroy: () => undefined };
      },
    });
    const transport = defaultTransport(builtin);
    for (const url of ['http://a/', 'HTTPS://b/']) {
      transport({ method: 'GET', url, headers: {} }).subscribe().unsubscribe();
    }
    expect(sent).to.deep.equal(['node:http http://a/', 'node:https HTTPS://b/']);
  });
});
