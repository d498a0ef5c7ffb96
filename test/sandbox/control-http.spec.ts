import { request } from 'node:http';
import { expect } from 'chai';
import { ask, boxFor, type Answer } from './support.js';

/** Sends headers that fetch does not let a program set. */
const raw = (
  origin: string,
  { method = 'GET', path = '/_control', headers = {} }: Raw,
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    request({ host: hostname, port, path, method, headers }, (reply) => {
      reply.resume();
      reply.on('end', () => {
        resolve(reply.statusCode);
      });
    })
      .on('error', reject)
      .end(method === 'POST' ? '{}' : undefined);
  });

interface Raw {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

describe('sandbox: the control over HTTP', () => {
  for (const cors of [false, true]) {
    describe(`with cors: ${String(cors)}`, () => {
      const box = boxFor({ cors });
      const own = (): string => box().origin;
      const port = (): string => new URL(own()).port;

      const callers: readonly (readonly [who: string, status: number, headers: () => Raw['headers']])[] = [
        ['a program: no origin', 200, () => ({})],
        ['a page of the sandbox itself', 200, () => ({ origin: own(), 'sec-fetch-site': 'same-origin' })],
        ['an address that a person types', 200, () => ({ 'sec-fetch-site': 'none' })],
        ['localhost', 200, () => ({ host: `localhost:${port()}`, origin: `http://localhost:${port()}` })],
        ['a page of another host', 403, () => ({ origin: 'https://evil.example' })],
        ['a page of another port', 403, () => ({ origin: 'http://127.0.0.1:1' })],
        ['a page of the other scheme', 403, () => ({ origin: own().replace('http:', 'https:') })],
        ['a page in a sandboxed frame', 403, () => ({ origin: 'null' })],
        ['an empty origin', 403, () => ({ origin: '' })],
        ['the image of another page', 403, () => ({ 'sec-fetch-site': 'cross-site' })],
        ['the image of a page on another port', 403, () => ({ 'sec-fetch-site': 'same-site' })],
        ['a page on a name of its own (DNS rebinding)', 403, () => ({ host: 'evil.example' })],
        [
          'such a page, with its own origin',
          403,
          () => ({ host: `evil.example:${port()}`, origin: `http://evil.example:${port()}` }),
        ],
        ['a name that only begins like the loopback', 403, () => ({ host: '127.0.0.1.evil.example' })],
        ['a user before the name', 403, () => ({ host: '127.0.0.1@evil.example' })],
      ];
      for (const [who, status, headers] of callers) {
        it(`${who}: ${String(status)}`, async () => {
          for (const [method, path] of [
            ['GET', '/_control/requests'],
            ['POST', '/_control/tick'],
            ['DELETE', '/_control/faults'],
          ] as const) {
            const before = box().control.now().getTime();
            expect(
              await raw(own(), { method, path, headers: headers() ?? {} }),
              `${method} ${path}`,
            ).to.equal(status);
            expect(box().control.now().getTime() > before).to.equal(method === 'POST' && status === 200);
          }
        });
      }

      it('answers no preflight, and no page may read it', async () => {
        const headers = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' };
        expect(await raw(own(), { method: 'OPTIONS', path: '/_control/faults', headers })).to.equal(403);
        const open = await ask(`${own()}/_control`, {});
        expect([open.status, open.headers.get('access-control-allow-origin')]).to.deep.equal([200, null]);
      });
    });
  }

  describe('what it is asked to do', () => {
    const box = boxFor();
    const control = (method: string, path: string, body?: string): Promise<Answer> =>
      ask(`${box().origin}/_control${path}`, {}, { method, ...(body === undefined ? {} : { body }) });

    const ticks = ['-1', '1.5', '1001', '1e300', '"3"', 'null', '[]', '99999999999999999999'];
    for (const n of ticks) {
      it(`refuses to tick ${n} times`, async () => {
        const before = box().control.now().getTime();
        const reply = await control('POST', '/tick', `{"n":${n}}`);
        expect([reply.status, reply.body]).to.deep.equal([
          400,
          { error: 'n must be a whole number from 0 to 1000' },
        ]);
        expect(box().control.now().getTime()).to.equal(before);
      });
    }

    it('in this process, too', () => {
      for (const n of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
        expect(() => {
          box().control.tick(n);
        }).to.throw(RangeError, `tick takes a whole number, got ${String(n)}`);
      box().control.tick(0);
    });

    it('shows a rule whose path is an expression, and one that has no end', async () => {
      box().control.faults.add({ path: /users$/i, times: Infinity, fault: { kind: 'html' } });
      const { body } = await control('GET', '/faults');
      expect(body['faults']).to.deep.equal([
        { path: '/users$/i', times: null, fault: { kind: 'html' }, id: 'fault_1', hits: 0 },
      ]);
    });

    it('answers 404 to what it has not', async () => {
      for (const [method, path] of [
        ['PUT', '/faults'],
        ['POST', '/constructor'],
        ['DELETE', '/faults/fault_999'],
        ['DELETE', '/faults/__proto__'],
        ['GET', '/%00'],
      ] as const)
        expect((await control(method, path)).status, `${method} ${path}`).to.equal(404);
    });
  });

  describe('at the end of the year 9999', () => {
    const box = boxFor({ now: new Date('9999-12-31T23:58:30Z') });

    it('refuses to go on, and still answers', async () => {
      const tick = () => ask(`${box().origin}/_control/tick`, {}, { method: 'POST', body: '{}' });
      expect((await tick()).body['now']).to.equal('9999-12-31T23:59:30.000Z');
      const refused = await tick();
      expect([refused.status, refused.body]).to.deep.equal([
        400,
        { error: 'the sandbox clock cannot pass the year 9999' },
      ]);
      expect((await ask(`${box().origin}/_control`, {})).body['now']).to.equal('9999-12-31T23:59:30.000Z');
    });
  });
});
