import { expect } from 'chai';
import {
  cobo,
  createClient,
  createPlainClient,
  keygen,
  keywordsai,
  openai,
  secret,
} from '../../src/index.js';
import { ConfigError } from '../../src/http/errors.js';
import type { ClientOptions } from '../../src/walk/index.js';
import { acme, CANARY } from '../support/acme.js';

const FACTORIES: Readonly<Record<string, (options: never) => unknown>> = {
  openai,
  keygen,
  keywordsai,
  cobo,
  acme: (options) => createClient(acme, options),
};

const KNOWN = [
  ...['baseUrl', 'transport', 'fetch', 'limiter', 'retry', 'breaker', 'maxRetryAfterMs', 'timeoutMs'],
  ...['stallMs', 'maxResponseBytes', 'maxDepth', 'allowOrigins', 'scheduler', 'headers', 'userAgent'],
].join(', ');

/** What each option takes, and what is not that, as programs in plain JavaScript give it. */
const WRONG: readonly (readonly [option: keyof ClientOptions, takes: string, ...values: unknown[]])[] = [
  ['transport', 'a function', {}, null, CANARY],
  ['fetch', 'a function', 'x', null, true],
  ['limiter', 'a limiter or false', {}, { admit: () => undefined }, true, null, 5],
  ['retry', 'an object or false', true, 5, null, []],
  ['breaker', 'an object or false', true, 'x', null],
  ['allowOrigins', 'an array of addresses', 'https://api.acme.test', {}, null],
  ['scheduler', 'a scheduler of RxJS', {}, () => 0, { now: () => 0 }],
  ['headers', 'an object', 'x-team: a', 5, []],
  ['userAgent', 'a text', 5, {}, null],
];

describe('client options of a wrong kind', () => {
  for (const [name, make] of Object.entries(FACTORIES)) {
    for (const [option, takes, ...values] of WRONG)
      it(`${name} refuses ${option} that is not ${takes}, at the call`, () => {
        for (const value of values)
          expect(() => make({ [option]: value } as never), String(value))
            .to.throw(ConfigError, `${name}: option ${option} must be ${takes}, got `)
            .that.includes({ code: 'config-option-invalid', provider: name });
      });

    it(`${name} refuses options that are no object, and quotes none`, () => {
      for (const options of [null, CANARY, 5, [CANARY]])
        expect(() => make(options as never), String(options))
          .to.throw(ConfigError, `${name}: the options must be an object. Give them by their names.`)
          .with.property('message')
          .that.does.not.include(CANARY);
    });

    it(`${name} refuses an option that is not known, and lists those that are`, () => {
      expect(() => make({ basUrl: 'https://api.acme.test' } as never)).to.throw(
        ConfigError,
        new RegExp(`^${name}: there is no option basUrl; known are .*${KNOWN}\\.`),
      );
    });

    it(`${name} refuses members of retry and breaker that are not known, or of a wrong kind`, () => {
      for (const [options, message] of [
        [
          { retry: { baseM: 1 } },
          'there is no option retry.baseM; known are maxAttempts, baseMs, maxDelayMs',
        ],
        [{ retry: { budget: {} } }, 'option retry.budget must be a retryBudget, got object'],
        [{ retry: { random: 0.5 } }, 'option retry.random must be a function, got 0.5'],
        [
          { breaker: { opensMs: 1 } },
          'there is no option breaker.opensMs; known are failureThreshold, openMs',
        ],
      ] as const)
        expect(() => make(options as never), message).to.throw(ConfigError, `${name}: ${message}`);
    });

    it(`${name} takes options that are undefined`, () => {
      const none = Object.fromEntries(KNOWN.split(', ').map((option) => [option, undefined]));
      expect(() => make(none as never)).not.to.throw();
    });
  }

  for (const name of ['openai', 'keygen', 'keywordsai', 'cobo'])
    it(`${name} refuses a call without options`, () => {
      expect(() => FACTORIES[name]?.(undefined as never)).to.throw(
        ConfigError,
        `${name}: the options must be an object`,
      );
    });

  const own: readonly (readonly [factory: string, known: string, options: object, message: string])[] = [
    [
      'openai',
      'adminKey, apiKey, organization, project',
      { adminKey: {} },
      'adminKey must be a text, a Secret',
    ],
    ['openai', 'adminKey, apiKey', { apiKey: Promise.resolve(CANARY) }, 'apiKey must be a text, a Secret'],
    ['openai', 'adminKey, apiKey', { project: 5 }, 'project must be a text, got 5'],
    ['keygen', 'account, environment, version, token, licenseKey', { account: 5 }, 'account must be a text'],
    ['keygen', 'account, environment, version, token', { version: 1.8 }, 'version must be a text, got 1.8'],
    ['keygen', 'account, environment, version, token', { token: 5 }, 'token must be a text, a Secret or a'],
    ['keywordsai', 'apiKey, scheme', { scheme: () => 'Bearer' }, 'scheme must be a text, got function'],
    ['cobo', 'apiKey, serviceKey', { serviceKey: [CANARY] }, 'serviceKey must be a text, a Secret or a'],
  ];
  for (const [factory, known, options, message] of own)
    it(`${factory} refuses its own ${Object.keys(options).join()} of a wrong kind, and lists its own names`, () => {
      expect(() => FACTORIES[factory]?.(options as never))
        .to.throw(ConfigError, `${factory}: option ${message}`)
        .with.property('message')
        .that.does.not.include(CANARY);
      expect(() => FACTORIES[factory]?.({ apikey: CANARY } as never))
        .to.throw(ConfigError, `${factory}: there is no option apikey; known are ${known}`)
        .with.property('message')
        .that.does.not.include(CANARY);
    });

  it('takes each kind of credential, and one that is not there: the first list that needs it fails', () => {
    for (const apiKey of ['a', secret('a'), () => 'a', undefined, null])
      expect(() => openai({ apiKey: apiKey as never }), String(apiKey)).not.to.throw();
  });
});

describe('a provider of a wrong kind', () => {
  for (const [provider, message] of [
    [undefined, 'headwater: the provider must be an object'],
    ['acme', 'headwater: the provider must be an object'],
    [{ baseUrl: acme.baseUrl }, 'headwater: provider.name must be a text that is not empty, got undefined'],
    [{ name: 'acme' }, 'acme: baseUrl must be an absolute address'],
    [{ ...acme, auth: { header: 'x' } }, 'headwater: provider.auth must be a function, got object'],
    [{ ...acme, headers: {} }, 'headwater: provider.headers must be a function, got object'],
    [{ ...acme, pathPrefix: '/v1' }, 'headwater: provider.pathPrefix must be a function, got string'],
    [{ ...acme, readFault: 5 }, 'headwater: provider.readFault must be a function, got 5'],
    [{ ...acme, refusal: true }, 'headwater: provider.refusal must be a function, got boolean'],
  ] as const)
    it(`${JSON.stringify(provider)}: ${message}, at once`, () => {
      for (const create of [createClient, createPlainClient])
        expect(() => create(provider as never)).to.throw(ConfigError, message);
    });

  it('may hold more than what is read of it, and be of a class', () => {
    class Acme {
      readonly name = 'acme';
      readonly baseUrl = 'https://api.acme.test';
      readonly #key = CANARY;
      readonly more = 5;
      auth() {
        return { header: 'x-key', credential: this.#key, option: 'key' };
      }
    }
    expect(() => createClient(new Acme())).not.to.throw();
  });
});

describe('parts of a wrong kind', () => {
  for (const [parts, message] of [
    [{ exactnumbers: () => 0 }, 'there is no part exactnumbers; known are exactNumbers, driftWatch'],
    [{ exactNumbers: true }, 'part exactNumbers must be a function, got boolean'],
    [{ outageBreaker: {} }, 'part outageBreaker must be a function, got object'],
    [{ makeLimiter: { admit: () => 0 } }, 'part makeLimiter must be a function, got object'],
  ] as const)
    it(`${JSON.stringify(parts)}: ${message}, at once`, () => {
      expect(() => createPlainClient(acme, {}, parts as never)).to.throw(ConfigError, `acme: ${message}`);
    });
});
