import { expect } from 'chai';
import { cobo } from '../../../src/providers/cobo/index.js';
import { describeRefusals } from '../../protocol/refusal-case.js';
import { invalid } from '../../protocol/servers/cobo.js';
import { broken, wire } from '../../protocol/wire.js';

const refusal = (status: number, body: object) => ({
  status,
  headers: { 'x-request-id': 'req_c' },
  body: { success: false, ...body },
});
const denial = { code: 'WALLET_FROZEN', reason: 'Wallet is frozen', details: {} };

describe('cobo faults', () => {
  describeRefusals(
    (fetch, options) => cobo({ apiKey: 'caw_CANARY', fetch, ...options }).apiKeys.list(),
    [
      {
        title: '401, a text',
        answer: refusal(401, { error: 'Invalid service credential' }),
        retried: false,
        vendor: { message: 'Invalid service credential', requestId: 'req_c' },
        advice: 'credential',
      },
      {
        title: '403, the denial of a policy, whose advice stands within',
        answer: refusal(403, { error: { ...denial, suggestion: 'Unfreeze it.' } }),
        retried: false,
        vendor: { message: 'Wallet is frozen', code: 'WALLET_FROZEN', suggestion: 'Unfreeze it.' },
        advice: 'Unfreeze it.',
      },
      {
        title: '403, two pieces of advice: the one at the top',
        answer: refusal(403, { error: { ...denial, suggestion: 'Inner.' }, suggestion: 'Outer.' }),
        retried: false,
        vendor: { suggestion: 'Outer.' },
        advice: 'Outer.',
      },
      {
        title: '403, a denial without envelope',
        answer: { status: 403, body: { ...denial, suggestion: 'Ask.' } },
        retried: false,
        vendor: { message: 'Wallet is frozen', code: 'WALLET_FROZEN' },
        advice: 'Ask.',
      },
      {
        title: '404',
        answer: refusal(404, { error: 'Not found' }),
        retried: false,
        vendor: { message: 'Not found' },
        advice: 'ids',
      },
      {
        title: '422, complaints in an envelope',
        answer: invalid('limit', 'Input should be less than or equal to 200'),
        retried: false,
        vendor: { message: 'query.limit: Input should be less than or equal to 200' },
        advice: 'parameters',
      },
      {
        title: '422, complaints at the top',
        answer: {
          status: 422,
          body: {
            detail: [
              { loc: ['query', 'limit'], msg: 'too large', type: 't' },
              { loc: ['query', 'after', 0], msg: 'odd', type: 't' },
            ],
          },
        },
        retried: false,
        vendor: { message: 'query.limit: too large; query.after.0: odd' },
        advice: 'parameters',
      },
      {
        title: '200 with success: false',
        answer: refusal(200, { error: 'Internal error', suggestion: 'Try later.' }),
        retried: false,
        vendor: { message: 'Internal error', suggestion: 'Try later.' },
        advice: 'Try later.',
      },
      {
        title: '429',
        answer: refusal(429, { error: 'Too many requests' }),
        retried: true,
        vendor: { message: 'Too many requests' },
        advice: 'less often',
      },
      {
        title: '500',
        answer: refusal(500, { error: 'Internal error' }),
        retried: true,
        vendor: { message: 'Internal error' },
        advice: 'request id',
      },
    ],
  );

  it('what was sent in is not repeated in the error: it may be a secret', async () => {
    const server = wire(() => invalid('after', 'Invalid cursor'));
    const { error } = await broken(cobo({ apiKey: 'caw_CANARY', fetch: server.fetch }).apiKeys.list());
    expect(JSON.stringify(error) + String(error)).not.to.include('CANARY');
  });

  it('200 with success: false carries the request id', async () => {
    const server = wire(() => refusal(200, { error: 'Internal error' }));
    const { error } = await broken(cobo({ apiKey: 'caw_CANARY', fetch: server.fetch }).apiKeys.list());
    expect(error).to.have.nested.property('vendor.requestId', 'req_c');
  });
});
