import { keygen } from '../../../src/providers/keygen/index.js';
import { describeRefusals } from '../../protocol/refusal-case.js';
import { keygenError } from '../../protocol/servers/keygen.js';

const BANNED = {
  'x-ratelimit-window': 'blacklist',
  'x-ratelimit-count': '0',
  'x-ratelimit-limit': '0',
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': '0',
};

describe('keygen faults', () => {
  describeRefusals(
    (fetch, options) => keygen({ account: 'acme', token: 'admin-CANARY', fetch, ...options }).users.list(),
    [
      {
        title: '400, a parameter',
        answer: keygenError(400, {
          title: 'Bad request',
          detail: 'must be less than or equal to 100',
          source: { parameter: 'page[size]' },
        }),
        retried: false,
        vendor: { message: 'must be less than or equal to 100 (page[size])', requestId: 'kg_req_1' },
        advice: 'parameters',
      },
      {
        title: '400, a header',
        answer: keygenError(400, {
          title: 'Bad request',
          detail: 'is invalid',
          code: 'ENVIRONMENT_INVALID',
          source: { header: 'Keygen-Environment' },
        }),
        retried: false,
        vendor: { message: 'is invalid (Keygen-Environment)', code: 'ENVIRONMENT_INVALID' },
        advice: 'parameters',
      },
      {
        title: '401',
        answer: keygenError(401, {
          title: 'Unauthorized',
          detail: 'Token is invalid',
          code: 'TOKEN_INVALID',
        }),
        retried: false,
        vendor: { message: 'Token is invalid', code: 'TOKEN_INVALID', requestId: 'kg_req_1' },
        advice: 'credential',
      },
      {
        title: '402, the daily limit',
        answer: keygenError(402, {
          title: 'Payment required',
          detail: 'Daily API request limit reached',
        }),
        retried: false,
        vendor: { message: 'Daily API request limit reached' },
        advice: 'used up',
      },
      {
        title: '403, a banned address, whose reset is no time',
        answer: keygenError(403, { title: 'Forbidden', detail: 'Banned' }, BANNED),
        retried: false,
        vendor: { message: 'Banned' },
        advice: 'banned',
        waitMs: undefined,
      },
      {
        title: '403 without code and detail',
        answer: keygenError(403, { title: 'Access denied' }),
        retried: false,
        vendor: { message: 'Access denied' },
        advice: 'permission',
      },
      {
        title: '404',
        answer: keygenError(404, {
          title: 'Not found',
          detail: 'The requested account was not found',
          code: 'NOT_FOUND',
        }),
        retried: false,
        vendor: { code: 'NOT_FOUND' },
        advice: 'ids',
      },
      {
        title: '429 with Retry-After, without meta',
        answer: {
          status: 429,
          headers: { 'retry-after': '0', 'x-request-id': 'req_9' },
          body: { errors: [{ title: 'Too many requests', detail: 'Slow down', code: 'TOO_MANY_REQUESTS' }] },
        },
        retried: true,
        vendor: { message: 'Slow down', code: 'TOO_MANY_REQUESTS', requestId: 'req_9' },
        advice: 'less often',
        waitMs: 0,
      },
      {
        title: '429 with a reset in Unix seconds that has passed, after the wait of backoff',
        answer: keygenError(
          429,
          { title: 'Too many requests', detail: 'Slow down' },
          { 'x-ratelimit-reset': '1700000000' },
        ),
        retried: true,
        vendor: { message: 'Slow down' },
        advice: 'less often',
        waitMs: undefined,
      },
      {
        title: '500 without a code',
        answer: keygenError(500, { title: 'Internal server error' }),
        retried: true,
        vendor: { message: 'Internal server error' },
        advice: 'request id',
      },
      {
        title: '503, a page of a gateway',
        answer: { status: 503, body: '<html></html>' },
        retried: true,
        vendor: {},
        advice: 'Try again later',
      },
    ],
  );
});
