import { expect } from 'chai';
import { CircuitOpenError } from '../../../operators/errors.js';
import { faultOf } from '../../../src/monitor/index.js';
import { concernsAll, isTooLarge } from '../../../src/monitor/source/fault.js';

const error = (fields: object, message = 'it failed'): Error => Object.assign(new Error(message), fields);

describe('faultOf', () => {
  const cases: readonly (readonly [name: string, error: unknown, state: string, code?: string])[] = [
    ['a 401', error({ status: 401 }), 'auth'],
    ['a credential that was not given', error({ _tag: 'ConfigError' }), 'auth'],
    ['a 403', error({ status: 403 }), 'forbidden'],
    ['a 429', error({ status: 429 }), 'rate_limited'],
    ['a wait that is too long', error({ _tag: 'RateLimitError' }), 'rate_limited'],
    ['a used-up allowance of a day', error({ status: 402 }), 'rate_limited'],
    ['a 500', error({ status: 500, vendor: { code: 'server_error' } }), 'down', 'server_error'],
    [
      'an open circuit',
      error({ cause: error({ _tag: 'CircuitOpenError', retryInMs: 5 }) }),
      'down',
      'network-circuit-open',
    ],
    ['an open circuit around the list', new CircuitOpenError(5), 'down', 'network-circuit-open'],
    ['a code of its own', error({ code: 'ECONNRESET' }), 'down', 'ECONNRESET'],
    [
      'a circuit that is said to be open',
      error({ code: 'network-circuit-open' }),
      'down',
      'network-circuit-open',
    ],
    [
      'its own code before that of the vendor',
      error({ code: 'http-server-error', vendor: { code: 'oops' } }),
      'down',
      'http-server-error',
    ],
    ['no error at all', 'text', 'down'],
    ['nothing', undefined, 'down'],
  ];
  for (const [name, thrown, state, code] of cases)
    it(`${name} is ${state}${code === undefined ? '' : `, ${code}`}`, () => {
      const fault = faultOf(thrown);
      expect([fault.state, fault.error.code]).to.deep.equal([state, code]);
    });

  const scopes: readonly (readonly [vendor: object, scope: string | undefined])[] = [
    [{ missingScopes: ['api.usage.read'] }, 'api.usage.read'],
    [{ missingScopes: ['api.usage.read', 'api.model.request'] }, 'api.usage.read, api.model.request'],
    [{ missingScopes: [] }, undefined],
    [{ missingScopes: 'api.usage.read' }, undefined],
    [{ message: 'Missing scopes: api.usage.read' }, undefined],
  ];
  for (const [vendor, scope] of scopes)
    it(`takes the scope that is missing from the data of ${JSON.stringify(vendor)}, not from a sentence`, () => {
      // Some servers refuse with a 401 what a key may not do.
      const fault = faultOf(error({ status: 401, vendor }));
      expect([fault.state, fault.error.missingScope]).to.deep.equal([
        scope === undefined ? 'auth' : 'forbidden',
        scope,
      ]);
    });

  it('the wait of a cause counts', () => {
    expect(
      faultOf(error({ cause: error({ _tag: 'CircuitOpenError', retryInMs: 5 }) })).retryAfterMs,
    ).to.equal(5);
  });

  it('no message holds what could be a credential', () => {
    const { message } = faultOf(error({}, 'refused: sk-admin-CANARY-abcdefghijklmnopqrstuvwx')).error;
    expect(message).not.to.match(/CANARY/);
  });

  it('a message may be of any length, also in one word', () => {
    expect(faultOf(error({}, `refused: ${'a'.repeat(12 * 2 ** 20)}`)).error.message).to.equal('refused: ***');
  });
});

describe('concernsAll and isTooLarge', () => {
  const cases: readonly (readonly [string, unknown, boolean, boolean])[] = [
    ['a 401', error({ status: 401 }), true, false],
    ['a 403, which may be one list’s own', error({ status: 403 }), false, false],
    ['a 404', error({ status: 404 }), false, false],
    ['a 413', error({ status: 413 }), false, true],
    ['a reply too large', error({ code: 'decode-too-large' }), false, true],
    ['a page that cannot shrink', error({ status: 502, code: 'http-page-too-large' }), false, true],
    ['a 429', error({ status: 429 }), true, false],
    ['an open circuit', error({ cause: { _tag: 'CircuitOpenError' } }), true, false],
    ['an open circuit around the list', new CircuitOpenError(5), true, false],
    ['nothing', undefined, false, false],
  ];
  for (const [name, thrown, all, large] of cases)
    it(name, () => {
      expect([concernsAll(thrown), isTooLarge(thrown)]).to.deep.equal([all, large]);
    });
});
