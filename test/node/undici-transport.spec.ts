import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { Agent } from 'undici';
import { undiciTransport } from '../../src/node/index.js';
import { startLoopback } from '../support/loopback.js';

// What it has in common with the other transports is in test/http/transport.spec.ts.
describe('undiciTransport', () => {
  it('sends through a dispatcher of the caller', async () => {
    const server = await startLoopback((_request, response) => response.end('ok'));
    const agent = new Agent();
    const transport = undiciTransport({ dispatcher: agent });
    const response = await firstValueFrom(transport({ method: 'GET', url: server.origin, headers: {} }));
    expect(await firstValueFrom(response.text(10))).to.equal('ok');
    await agent.close();
    const closed: unknown = await firstValueFrom(
      transport({ method: 'GET', url: server.origin, headers: {} }),
    ).catch((error: unknown) => error);
    expect(closed).to.be.instanceOf(Error);
    await server.close();
  });
});
