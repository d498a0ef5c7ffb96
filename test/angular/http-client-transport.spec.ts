import { appOf, inContext } from './support.js';
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { expect } from 'chai';
import * as t from 'io-ts';
import { firstValueFrom, reduce, switchMap, toArray } from 'rxjs';
import { httpClientTransport } from '../../src/angular/index.js';
import { secret } from '../../src/http/secret.js';
import { BodyTooLargeError, type Transport } from '../../src/http/transport.js';
import { createClient, defineEndpoint, pageNumber } from '../../src/index.js';
import { startLoopback, type Handler, type Loopback } from '../support/loopback.js';

const MAX = 1_000_000;

describe('httpClientTransport', () => {
  const open: Loopback[] = [];
  const app = appOf([
    provideHttpClient(
      withInterceptors([(request, next) => next(request.clone({ setHeaders: { 'x-session': 's1' } }))]),
    ),
  ]);
  const transport = inContext(app, () => httpClientTransport());

  const serve = async (handle: Handler): Promise<Loopback> => {
    const server = await startLoopback(handle);
    open.push(server);
    return server;
  };
  const send = (url: string, more: Partial<Parameters<Transport>[0]> = {}) =>
    transport({ method: 'GET', url, headers: {}, ...more });
  const textOf = (url: string, maxBytes = MAX): Promise<string> =>
    firstValueFrom(
      send(url).pipe(
        switchMap((response) => response.text(maxBytes)),
        reduce((whole, piece) => whole + piece, ''),
      ),
    );
  const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
    try {
      await work;
    } catch (error) {
      return error;
    }
    throw new Error('expected a failure');
  };

  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it('is cold: one request for each subscription, none before', async () => {
    const server = await serve((_request, response) => response.end('ok'));
    const source = send(`${server.origin}/a`);
    expect(server.seen).to.have.length(0);
    await firstValueFrom(source);
    await firstValueFrom(source);
    expect(server.seen.map(({ path }) => path)).to.deep.equal(['/a', '/a']);
  });

  it('sends method, body and headers in the clear, through the interceptors, and no user agent of ours', async () => {
    let body = '';
    const server = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.end('ok'));
    });
    await firstValueFrom(
      send(server.origin, {
        method: 'POST',
        body: '{"a":1}',
        headers: { authorization: secret('Bearer k'), 'user-agent': 'headwater', 'x-own': 'yes' },
      }),
    );
    const [seen] = server.seen;
    expect(body).to.equal('{"a":1}');
    expect(seen?.method).to.equal('POST');
    expect(seen?.headers).to.include({ authorization: 'Bearer k', 'x-own': 'yes', 'x-session': 's1' });
    expect(seen?.headers['user-agent']).not.to.equal('headwater');
  });

  for (const status of [200, 204, 400, 401, 404, 429, 500, 503]) {
    it(`gives ${String(status)} as a response with its headers and body, and judges it not`, async () => {
      const text = status === 204 ? '' : '{"a":"ü"}';
      const server = await serve((_request, response) => {
        response.writeHead(status, { 'Retry-After': '7' }).end(text);
      });
      const response = await firstValueFrom(send(server.origin));
      expect(response.status).to.equal(status);
      expect(response.header('retry-after')).to.equal('7');
      expect(response.header('x-absent')).to.equal(null);
      expect(await textOf(server.origin)).to.equal(text);
    });
  }

  it('follows no redirect: the next host gets nothing', async () => {
    const other = await serve((_request, response) => response.end('mine'));
    const server = await serve((_request, response) => {
      response.writeHead(302, { Location: other.origin }).end();
    });
    const { status } = await firstValueFrom(send(server.origin));
    expect(status).to.be.oneOf([0, 302]);
    expect(other.seen).to.have.length(0);
  });

  it('refuses a body over the limit, and reads it whole at the limit', async () => {
    const server = await serve((_request, response) => response.end('üü'));
    expect(await textOf(server.origin, 4)).to.equal('üü');
    expect(await failureOf(textOf(server.origin, 3))).to.be.instanceOf(BodyTooLargeError);
  });

  it('fails where no reply comes', async () => {
    const server = await serve((_request, response) => response.destroy());
    const error = await failureOf(firstValueFrom(send(server.origin)));
    expect(error).to.be.instanceOf(TypeError);
  });

  it('hands on what an interceptor throws', async () => {
    const thrown = new Error('no session');
    const refusing = appOf([
      provideHttpClient(
        withInterceptors([
          () => {
            throw thrown;
          },
        ]),
      ),
    ]);
    const own = httpClientTransport(refusing.get(HttpClient));
    const error = await failureOf(
      firstValueFrom(own({ method: 'GET', url: 'http://127.0.0.1:9', headers: {} })),
    );
    expect(error).to.equal(thrown);
  });

  it('aborts the request when it is unsubscribed', async () => {
    const server = await serve(() => undefined);
    const subscription = send(server.origin).subscribe();
    const seen = await server.request(0);
    subscription.unsubscribe();
    await seen.closed;
  });

  it('walks a list of the app’s own, page by page', async () => {
    const server = await serve((request, response) => {
      const page = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('page'));
      response.end(JSON.stringify({ members: [{ id: page }], more: page < 3 }));
    });
    const members = defineEndpoint({
      id: 'mine.members',
      path: '/members',
      paging: pageNumber({ items: 'members', hasMore: 'more' }),
      item: t.type({ id: t.number }, 'Member'),
      key: ['id'],
    });
    const mine = createClient({ name: 'mine', baseUrl: server.origin }, { transport });
    expect(await firstValueFrom(mine.list(members).pipe(toArray()))).to.deep.equal([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ]);
  });

  it('says where it may be called', () => {
    expect(() => httpClientTransport()).to.throw(/injection context/);
  });
});
