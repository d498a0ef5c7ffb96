import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { Agent } from 'undici';
import { undiciTransport } from '../../src/node/index.js';
import { startLoopback } from '../support/loopback.js';

// What it has in common with the other transports is in test/http/fetch-transport.spec.ts.
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

  it('a body is read once', async () => {
    const server = await startLoopback((_request, response) => response.end('ok'));
    const response = await firstValueFrom(
      undiciTransport()({ method: 'GET', url: server.origin, headers: {} }),
    );
    expect(await firstValueFrom(response.text(10))).to.equal('ok');
    const again: unknown = await firstValueFrom(response.text(10)).catch((error: unknown) => error);
    expect(again).to.be.instanceOf(Error).with.property('message').that.contains('read before');
    await server.close();
  });

  it('joins a header that came several times', async () => {
    const server = await startLoopback((_request, response) => {
      response.writeHead(200, { link: ['<a>; rel="next"', '<b>; rel="last"'] }).end();
    });
    const response = await firstValueFrom(
      undiciTransport()({ method: 'GET', url: server.origin, headers: {} }),
    );
    expect(response.header('Link')).to.equal('<a>; rel="next", <b>; rel="last"');
    expect(response.header('toString')).to.equal(null);
    await server.close();
  });
});
