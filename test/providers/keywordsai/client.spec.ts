import { expect } from 'chai';
import { take } from 'rxjs';
import { keywordsai, RateLimitError, type ClientEvent } from '../../../src/index.js';
import { describeRefusals } from '../../protocol/refusal-case.js';
import { broken, settled, wire } from '../../protocol/wire.js';

const refusal = (status: number, body: unknown) => ({
  status,
  headers: { 'x-request-id': 'req_k' },
  body,
});

describe('keywordsai faults', () => {
  describeRefusals(
    (fetch, options) => keywordsai({ apiKey: 'CANARY', fetch, limiter: false, ...options }).users.list(),
    [
      {
        title: '401, detail',
        answer: refusal(401, { detail: 'Invalid API key.' }),
        retried: false,
        vendor: { message: 'Invalid API key.', requestId: 'req_k' },
        advice: 'credential',
      },
      {
        title: '400, error as a text',
        answer: refusal(400, { error: 'Bad sort_by' }),
        retried: false,
        vendor: { message: 'Bad sort_by' },
        advice: 'parameters',
      },
      {
        title: '403, error as an object',
        answer: refusal(403, { error: { message: 'No access', type: 'permission', code: 'no_access' } }),
        retried: false,
        vendor: { message: 'No access', type: 'permission', code: 'no_access' },
        advice: 'permission',
      },
      {
        title: '404, message',
        answer: refusal(404, { message: 'Nothing here' }),
        retried: false,
        vendor: { message: 'Nothing here' },
        advice: 'ids',
      },
      {
        title: '400, errors by field',
        answer: refusal(400, { page_size: ['A valid integer is required.'], sort_by: ['Unknown.', 'Odd.'] }),
        retried: false,
        vendor: { message: 'page_size: A valid integer is required.; sort_by: Unknown. Odd.' },
        advice: 'parameters',
      },
      {
        title: '429, the wait in the body, in seconds',
        answer: refusal(429, { detail: 'Rate limit exceeded', retry_after: 0.002 }),
        retried: true,
        vendor: { message: 'Rate limit exceeded' },
        advice: 'less often',
        waitMs: 2,
      },
      {
        title: '429 with a header, which wins',
        answer: {
          status: 429,
          headers: { 'retry-after': '0' },
          body: { detail: 'Rate limit exceeded', retry_after: 30 },
        },
        retried: true,
        vendor: { message: 'Rate limit exceeded' },
        advice: 'less often',
        waitMs: 0,
      },
      {
        title: '500, no JSON',
        answer: refusal(500, '<h1>Server Error (500)</h1>'),
        retried: true,
        vendor: { requestId: 'req_k' },
        advice: 'request id',
      },
    ],
  );

  it('a wait in the body is kept: 30 seconds are 30 seconds', async () => {
    const server = wire(() => refusal(429, { detail: 'Rate limit exceeded', retry_after: 30 }));
    const client = keywordsai({ apiKey: 'CANARY', fetch: server.fetch });
    const told: ClientEvent[] = [];
    client.events$.subscribe((event) => told.push(event));
    const subscription = client.users.list().pipe(take(1)).subscribe();
    await settled();
    subscription.unsubscribe();
    const retry = told.find(({ type }) => type === 'retry');
    expect(retry).to.include({ delayMs: 30_000, reason: 'server' });
    expect(server.log).to.have.length(1);
  });

  it('a longer wait than is accepted is an error that names it, at once', async () => {
    const server = wire(() => refusal(429, { detail: 'Rate limit exceeded', retry_after: 90 }));
    const { error } = await broken(keywordsai({ apiKey: 'CANARY', fetch: server.fetch }).users.list());
    expect(error).to.be.instanceOf(RateLimitError);
    expect((error as RateLimitError).waitMs).to.equal(90_000);
    expect(server.log).to.have.length(1);
  });
});
