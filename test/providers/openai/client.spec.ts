import { openai } from '../../../src/providers/openai/index.js';
import { describeRefusals } from '../../protocol/refusal-case.js';
import { openAiError } from '../../protocol/servers/openai.js';

const limited = (code: string, type: string) =>
  openAiError(429, { message: `No: ${code}`, type, param: null, code }, { 'retry-after-ms': '0' });

describe('openai faults', () => {
  describeRefusals(
    (fetch, options) => openai({ adminKey: 'sk-admin-CANARY', fetch, ...options }).users.list(),
    [
      {
        title: '400, a parameter',
        answer: openAiError(400, {
          message: 'Invalid limit provided: 366. Limit must be less than or equal to 180.',
          type: 'invalid_request_error',
          param: 'limit',
          code: null,
        }),
        retried: false,
        vendor: {
          message: 'Invalid limit provided: 366. Limit must be less than or equal to 180.',
          type: 'invalid_request_error',
          requestId: 'req_1',
        },
        advice: 'parameters',
      },
      {
        title: '401, a wrong key',
        answer: openAiError(401, {
          message: 'Incorrect API key provided.',
          type: 'invalid_request_error',
          param: null,
          code: 'invalid_api_key',
        }),
        retried: false,
        vendor: { message: 'Incorrect API key provided.', code: 'invalid_api_key', requestId: 'req_1' },
        advice: 'credential',
      },
      {
        title: '403, a missing scope, the error a plain text',
        answer: openAiError(403, 'You have insufficient permissions. Missing scopes: api.usage.read'),
        retried: false,
        vendor: {
          message: 'You have insufficient permissions. Missing scopes: api.usage.read',
          missingScopes: ['api.usage.read'],
        },
        advice: 'permission',
      },
      {
        title: '401, two missing scopes in a sentence',
        answer: openAiError(401, {
          message:
            'Insufficient permissions. Missing scopes: api.usage.read, api.costs.read. Check your role.',
          type: 'invalid_request_error',
          param: null,
          code: null,
        }),
        retried: false,
        vendor: { missingScopes: ['api.usage.read', 'api.costs.read'] },
        advice: 'credential',
      },
      {
        title: '404, a message that is an object',
        answer: openAiError(404, { message: { no: 'project' }, type: 't', param: null, code: null }),
        retried: false,
        vendor: { message: '{"no":"project"}' },
        advice: 'ids',
      },
      ...(['rate_limit_exceeded', 'slow_down'] as const).map((code) => ({
        title: `429, ${code}`,
        answer: limited(code, 'rate_limit_error'),
        retried: true,
        vendor: { message: `No: ${code}`, code, type: 'rate_limit_error', requestId: 'req_1' },
        advice: 'less often',
        waitMs: 0,
      })),
      ...(['insufficient_quota', 'credit_balance_exhausted', 'usage_limit_reached'] as const).map((code) => ({
        title: `429, ${code}`,
        answer: limited(code, 'insufficient_quota'),
        retried: false,
        vendor: { code },
        advice: 'waiting does not help',
      })),
      {
        title: '429 with x-should-retry: false',
        answer: openAiError(
          429,
          { message: 'm', type: 't', param: null, code: 'c' },
          { 'x-should-retry': 'false' },
        ),
        retried: false,
        vendor: { message: 'm' },
        advice: 'less often',
      },
      {
        title: '400 with x-should-retry: true',
        answer: openAiError(
          400,
          { message: 'm', type: 't', param: null, code: null },
          { 'x-should-retry': 'true' },
        ),
        retried: true,
        vendor: { message: 'm' },
        advice: 'parameters',
      },
      {
        title: '429 with a reset as a duration',
        answer: openAiError(
          429,
          { message: 'm', type: 'rate_limit_error', param: null, code: 'rate_limit_exceeded' },
          { 'x-ratelimit-reset-requests': '2ms', 'x-ratelimit-reset-tokens': '1ms' },
        ),
        retried: true,
        vendor: { message: 'm' },
        advice: 'less often',
        waitMs: 2,
      },
      {
        title: '503, overloaded',
        answer: openAiError(503, {
          message: 'Overloaded',
          type: 'service_unavailable_error',
          param: null,
          code: 'server_is_overloaded',
        }),
        retried: true,
        vendor: { message: 'Overloaded', code: 'server_is_overloaded' },
        advice: 'request id',
      },
      {
        title: '502, a page of a gateway',
        answer: { status: 502, headers: { 'x-request-id': 'req_2' }, body: '<html>Bad gateway</html>' },
        retried: true,
        vendor: { requestId: 'req_2' },
        advice: 'request id',
      },
      {
        title: '500 without a body',
        answer: { status: 500, body: '' },
        retried: true,
        vendor: {},
        advice: 'Try again later',
      },
    ],
  );
});
