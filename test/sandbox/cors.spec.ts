import { expect } from 'chai';
import { ask, boxFor, keygen, openai, type Answer } from './support.js';

const HEADERS = ['access-control-allow-origin', 'access-control-expose-headers'] as const;
const corsOf = ({ headers }: Answer): (string | null)[] => HEADERS.map((name) => headers.get(name));

const preflight = (url: string, method = 'GET'): Promise<Answer> =>
  ask(
    url,
    {
      origin: 'http://localhost:4200',
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type,x-assistant-service-key',
    },
    { method: 'OPTIONS' },
  );

describe('sandbox: cors', () => {
  describe('left out', () => {
    const box = boxFor();

    it('no reply may be read by a page, and a preflight is a request as any other', async () => {
      expect(corsOf(await openai(box(), '/organization/users'))).to.deep.equal([null, null]);
      const asked = await preflight(`${box().openai.baseUrl}/organization/users`);
      expect(asked.status).to.equal(401);
      expect(corsOf(asked)).to.deep.equal([null, null]);
    });
  });

  describe('true', () => {
    const box = boxFor({ cors: true });

    it('answers the preflight of each provider with what was asked for, before it looks at credentials', async () => {
      const { openai: o, keywordsai: w, keygen: k, cobo: c } = box();
      for (const { baseUrl } of [o, w, k, c]) {
        const { status, headers, text } = await preflight(`${baseUrl}/anything`, 'POST');
        expect([status, text]).to.deep.equal([204, '']);
        expect(Object.fromEntries(headers)).to.include({
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'POST',
          'access-control-allow-headers': 'authorization,content-type,x-assistant-service-key',
          'access-control-max-age': '600',
        });
        // Cookies would need an origin by name; none of the providers uses any.
        expect(headers.has('access-control-allow-credentials')).to.equal(false);
      }
    });

    it('no fault strikes a preflight, no limit counts it, the log does not hold it', async () => {
      box().control.clearRequests();
      const fault = box().control.faults.add({ fault: { kind: 'status', status: 503 } });
      for (let sent = 0; sent < 70; sent += 1)
        expect((await preflight(`${box().keywordsai.baseUrl}/api/users/list/`)).status).to.equal(204);
      expect([fault.hits, box().control.requests().length]).to.deep.equal([0, 0]);
    });

    it('an OPTIONS that is no preflight is a request as any other', async () => {
      const reply = await ask(`${box().openai.baseUrl}/organization/users`, {}, { method: 'OPTIONS' });
      expect(reply.status).to.equal(401);
    });

    it('exposes each header of a good reply', async () => {
      const [origin, exposed] = corsOf(await keygen(box(), '/users'));
      expect(origin).to.equal('*');
      expect(exposed?.toLowerCase().split(', ')).to.include.members([
        'x-ratelimit-limit',
        'x-ratelimit-remaining',
        'x-ratelimit-reset',
      ]);
      expect(corsOf(await openai(box(), '/organization/users'))[1]?.toLowerCase()).to.include('x-request-id');
    });

    it('and of replies that go wrong: waits, links, redirects, cut bodies, unknown paths', async () => {
      const users = (): Promise<Answer> => openai(box(), '/organization/users');
      box().control.faults.add({ fault: { kind: 'rate-limit', form: 'retry-after-ms', seconds: 1 } });
      expect(corsOf(await users())[1]).to.include('retry-after-ms');
      const headers = { Link: '<https://x.test/>; rel="next"', 'Retry-After': '3' };
      box().control.faults.add({ fault: { kind: 'status', status: 502, headers } });
      expect(corsOf(await users())[1]).to.include('Link, Retry-After');
      box().control.faults.add({ fault: { kind: 'redirect', to: 'https://x.test/' } });
      expect(corsOf(await users())).to.deep.equal(['*', 'Location']);
      box().control.faults.add({ fault: { kind: 'truncated-json' } });
      expect(corsOf(await users())[0]).to.equal('*');
      expect(corsOf(await openai(box(), '/nothing'))[0]).to.equal('*');
    });
  });
});
