import type { Socket } from 'node:net';
import { expect } from 'chai';
import { firstValueFrom, reduce } from 'rxjs';
import { defaultTransport } from '../../../src/http/default-transport.js';
import type { HttpResponse } from '../../../src/http/transport.js';
import { reply, startSocketServer, type Answer, type SocketServer } from '../../sockets/server.js';

// What all transports have in common is in transport.spec.ts.
describe('undiciTransport', () => {
  const transport = defaultTransport();
  let server: SocketServer | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const get = async (answer?: Answer): Promise<HttpResponse> => {
    if (answer !== undefined) server = await startSocketServer(answer);
    return firstValueFrom(transport({ method: 'GET', url: server?.baseUrl ?? '', headers: {} }));
  };
  const textOf = ({ text }: HttpResponse): Promise<string> =>
    firstValueFrom(text(100).pipe(reduce((whole, piece) => whole + piece, '')));
  const failureOf = async (work: Promise<unknown>): Promise<Error & { readonly code?: string }> => {
    const failure: unknown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(failure instanceof Error)) throw new Error('expected a failure');
    return failure;
  };

  /** Answers the first request on each connection, and gives every later one up. */
  const onceEach = (): Answer => {
    const used = new Set<Socket>();
    return (socket) => {
      if (used.has(socket)) socket.resetAndDestroy();
      else socket.write(reply('"ok"'));
      used.add(socket);
    };
  };

  it('sends once more where a kept connection turns out to be closed', async () => {
    expect(await textOf(await get(onceEach()))).to.equal('"ok"');
    expect(await textOf(await get())).to.equal('"ok"');
    expect(server?.requests).to.have.length(3);
    expect(server?.connections()).to.equal(2);
  });

  it('a new connection that breaks is an error at once', async () => {
    const failure = await failureOf(get((socket) => socket.resetAndDestroy()));
    expect(failure.code).to.equal('ECONNRESET');
    expect(server?.requests).to.have.length(1);
  });

  it('sends once more only once', async () => {
    let answered = false;
    const first: Answer = (socket) => {
      if (answered) socket.resetAndDestroy();
      else socket.write(reply('"ok"'));
      answered = true;
    };
    await textOf(await get(first));
    expect((await failureOf(get())).code).to.equal('ECONNRESET');
    expect(server?.requests).to.have.length(3);
  });

  it('a reply that switches protocols is an error', async () => {
    const switching: Answer = (socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n');
    expect((await failureOf(get(switching))).message).to.match(/upgrade/);
  });

  it('a body is given to one reader, also while it arrives', async () => {
    const response = await get((socket) => {
      socket.write(reply('', ['content-length: 6']) + 'abc');
    });
    const whole = textOf(response);
    expect((await failureOf(textOf(response))).message).to.match(/read before/);
    const [connection] = server?.open ?? [];
    connection?.write('def');
    expect(await whole).to.equal('abcdef');
  });

  it('refuses a GET with a body: its bytes would be read as the next request', async () => {
    const sending = firstValueFrom(
      transport({ method: 'GET', url: 'http://127.0.0.1:9', headers: {}, body: '{}' }),
    );
    expect(await failureOf(sending)).to.be.instanceOf(TypeError);
  });
});
