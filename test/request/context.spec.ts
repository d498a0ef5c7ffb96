import { inspect } from 'node:util';
import { expect } from 'chai';
import { firstValueFrom, VirtualTimeScheduler } from 'rxjs';
import { clientContext } from '../../src/request/context.js';
import { createClient, type ClientOptions, type Provider } from '../../src/walk/index.js';
import { ConfigError } from '../../src/http/errors.js';
import { secret } from '../../src/http/secret.js';
import { VERSION } from '../../src/http/version.js';
import { cobo, keygen, keywordsai, openai } from '../../src/index.js';
import { acme, acmeClient, CANARY, lastIdPages, things } from '../support/acme.js';

const contextOf = (options: ClientOptions = {}) => clientContext(acme, options, () => undefined);

describe('the options of a client', () => {
  const wrong: readonly (readonly [options: ClientOptions, message: string])[] = [
    [{ baseUrl: 'api.acme.test' }, 'baseUrl must be an absolute address'],
    [{ baseUrl: '' }, 'baseUrl must be an absolute address'],
    [{ baseUrl: 'ftp://api.acme.test' }, 'baseUrl must be an absolute address, http or https'],
    [{ baseUrl: 'https://user:pw@api.acme.test' }, 'neither credentials nor a query'],
    [{ baseUrl: 'https://api.acme.test?x=1' }, 'neither credentials nor a query'],
    [{ baseUrl: 'https://api.acme.test/v1?' }, 'neither credentials nor a query'],
    [{ baseUrl: 'https://api.acme.test/v1#' }, 'neither credentials nor a query'],
    [{ allowOrigins: ['cdn.acme.test'] }, 'allowOrigins must be an absolute address'],
    [{ allowOrigins: ['file:///etc'] }, 'allowOrigins must be an absolute address'],
    [{ timeoutMs: 0 }, 'timeoutMs must be above 0'],
    [{ timeoutMs: NaN }, 'timeoutMs must be'],
    [{ timeoutMs: Infinity }, 'timeoutMs must be above 0 and at most 2147483647, got Infinity'],
    [{ stallMs: Infinity }, 'stallMs must be'],
    [{ stallMs: -1 }, 'stallMs must be'],
    [{ maxRetryAfterMs: Infinity }, 'maxRetryAfterMs must be'],
    [{ maxResponseBytes: 0 }, 'maxResponseBytes must be above 0, got 0'],
    [{ maxDepth: 0 }, 'maxDepth must be above 0'],
    [{ retry: { maxAttempts: 0 } }, 'acme: retry: maxAttempts must be'],
    [{ retry: { baseMs: -1 } }, 'retry: baseMs must be'],
    [{ retry: { maxDelayMs: Infinity } }, 'retry: maxDelayMs must be'],
    [{ breaker: { failureThreshold: 0 } }, 'acme: breaker: failureThreshold must be'],
    [{ breaker: { openMs: -1 } }, 'breaker: openMs must be'],
    [{ timeoutMs: '5' as never }, 'timeoutMs must be above 0 and at most 2147483647, got string'],
    [{ maxResponseBytes: null as never }, 'maxResponseBytes must be above 0, got object'],
    [{ retry: { baseMs: '5' as never } }, 'retry: baseMs must be'],
    [{ breaker: { openMs: '5' as never } }, 'breaker: openMs must be'],
    [{ userAgent: 'mine\r\nx: 1' }, 'userAgent contains characters that a header cannot contain'],
    [{ userAgent: '田中' }, 'userAgent contains characters'],
    [{ headers: { 'x-team': 'a\nx: 1' } }, 'headers: the header x-team contains a line break'],
    [{ headers: { 'x-team': secret('a\0') } }, 'headers: the header x-team contains a line break'],
    [{ headers: { 'x-team': undefined as never } }, 'headers: the header x-team is not a text'],
    [{ headers: { 'x-team': secret(7) as never } }, 'headers: the header x-team is not a text'],
    [{ headers: { 'x team': 'a' } }, 'headers: the name of a header is empty, or contains'],
    [{ headers: { '': 'a' } }, 'headers: the name of a header is empty, or contains'],
  ];
  for (const [options, message] of wrong) {
    it(`${JSON.stringify(options)}: ${message}, at once`, () => {
      expect(() => createClient(acme, options)).to.throw(ConfigError, message);
    });
  }

  for (const [limits, message] of [
    [{ windows: [{ limit: 0, perMs: 1 }] }, 'limits: windows[0].limit must be'],
    [{ windows: 7 as never }, 'limits: windows'],
    [{ maxConcurrency: 0 }, 'limits: concurrency must be'],
  ] as const) {
    it(`a provider with ${JSON.stringify(limits)}: ${message}, at once`, () => {
      expect(() => createClient({ ...acme, ...limits })).to.throw(ConfigError, message);
    });
  }

  const misplaced: readonly ClientOptions[] = [
    { baseUrl: CANARY },
    { baseUrl: `${CANARY}:443` },
    { baseUrl: `https://${CANARY}@api.acme.test` },
    { baseUrl: `https://api.acme.test?key=${CANARY}` },
    { baseUrl: 'https://[' + CANARY },
    { allowOrigins: [CANARY] },
    { headers: { 'x-key': `${CANARY}\n` } },
    { headers: { [`${CANARY}\n`]: 'a' } },
    { userAgent: `${CANARY}\n` },
  ];
  for (const options of misplaced) {
    it(`a credential in the wrong place is not quoted: ${JSON.stringify(options)}`, () => {
      let error: unknown;
      try {
        createClient(acme, options);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(ConfigError);
      expect(inspect(error, { depth: 9, showHidden: true })).not.to.include(CANARY);
    });
  }

  const broken = `${CANARY}\r\nx-admin: 1`;
  const factories: readonly (readonly [option: string, make: () => unknown])[] = [
    ['adminKey', () => openai({ adminKey: broken })],
    ['apiKey', () => openai({ apiKey: secret(broken) })],
    ['organization', () => openai({ organization: 'o\n' })],
    ['project', () => openai({ project: 'p\n' })],
    ['token', () => keygen({ token: broken })],
    ['licenseKey', () => keygen({ licenseKey: broken })],
    ['environment', () => keygen({ token: 't', environment: 'e\n' })],
    ['version', () => keygen({ token: 't', version: '1.8\n' })],
    ['apiKey', () => keywordsai({ apiKey: broken })],
    ['apiKey', () => cobo({ apiKey: broken })],
    ['serviceKey', () => cobo({ serviceKey: broken })],
  ];
  for (const [option, make] of factories) {
    it(`a line break in ${option} is refused when the client is made: ${String(make)}`, () => {
      expect(make).to.throw(ConfigError, `${option} contains characters that a header cannot contain`);
      expect(make).not.to.throw(ConfigError, CANARY);
    });
  }

  it('a value of headers may be a Secret: it goes out, and is shown nowhere', () => {
    const { client, api } = acmeClient(() => ({ status: 400, json: { error: `no ${CANARY}-2` } }), {
      headers: { 'X-Tenant': secret(`${CANARY}-2`) },
    });
    let error: unknown;
    client.list(things).subscribe({ error: (given: unknown) => (error = given) });
    expect(api.log[0]?.headers['x-tenant']).to.equal(`${CANARY}-2`);
    expect(String(error)).to.include('no [secret]');
  });

  it('have the documented defaults', () => {
    expect(contextOf()).to.deep.include({
      baseUrl: 'https://api.acme.test/v1',
      maxRetryAfterMs: 60_000,
      timeoutMs: 30_000,
      stallMs: 15_000,
      maxResponseBytes: 32 * 1024 * 1024,
      maxDepth: 64,
      headers: { accept: 'application/json', 'user-agent': `headwater/${VERSION}` },
      origins: new Set(['https://api.acme.test']),
    });
    expect(contextOf().retry?.budget?.available).to.equal(500);
  });

  it('false turns retry and pacing off', () => {
    expect(contextOf({ retry: false, limiter: false })).to.include({ retry: undefined, limiter: undefined });
  });

  it('a base may end in a slash, have a path, and be another host', () => {
    const { baseUrl, origins } = contextOf({
      baseUrl: 'http://127.0.0.1:8080/acme//',
      allowOrigins: ['https://cdn.acme.test/x'],
    });
    expect(baseUrl).to.equal('http://127.0.0.1:8080/acme');
    expect([...origins]).to.deep.equal(['http://127.0.0.1:8080', 'https://cdn.acme.test']);
  });

  it('own headers win, in whatever case; a limiter and a scheduler are taken as they are', () => {
    const { limiter } = contextOf();
    const scheduler = new VirtualTimeScheduler();
    const context = contextOf({ headers: { 'User-Agent': 'mine', 'X-Team': 'a' }, limiter, scheduler });
    expect(context.headers).to.deep.equal({
      accept: 'application/json',
      'user-agent': 'mine',
      'x-team': 'a',
    });
    expect(context.limiter).to.equal(limiter);
    expect(context.scheduler).to.equal(scheduler);
  });

  it('headers of a provider and of an endpoint win in whatever case: no name is sent twice', () => {
    const provider: Provider = {
      ...acme,
      headers: () => ({ Accept: 'text/a', 'X-Of': 'provider', 'X-P': '1' }),
    };
    const endpoint = { ...things, headers: { 'x-of': 'endpoint', 'X-Team': 'b', AUTHORIZATION: 'none' } };
    const headers = { 'X-TEAM': 'a', 'x-p': '0' };
    const { client, api } = acmeClient(lastIdPages(['a']), { headers, userAgent: 'mine/1' }, provider);
    client.list(endpoint).subscribe();
    expect(api.log[0]?.headers).to.deep.equal({
      accept: 'text/a',
      'user-agent': 'mine/1',
      'x-team': 'b',
      'x-p': '1',
      'x-of': 'endpoint',
      authorization: `Bearer ${CANARY}`,
    });
  });

  const unfit: readonly (readonly [what: string, options: ClientOptions, says: RegExp])[] = [
    [
      'a line break in a header',
      { headers: { 'x-team': `${CANARY}\n` } },
      /headers: the header x-team contains a line break/,
    ],
    [
      'a second header in a header',
      { headers: { 'x-team': `${CANARY}\r\nx-admin: 1` } },
      /the header x-team contains/,
    ],
    ['a name with a space', { headers: { 'x team': CANARY } }, /headers: the name of a header/],
    [
      'a line break in userAgent',
      { userAgent: `mine/1 ${CANARY}\n` },
      /userAgent contains characters that a header cannot contain/,
    ],
  ];
  for (const [what, options, says] of unfit) {
    it(`${what} is a ConfigError when the client is made, and is not shown`, () => {
      expect(() => contextOf(options))
        .to.throw(ConfigError, says)
        .with.property('message')
        .that.does.not.include(CANARY);
    });
  }

  it('a line break in what a provider makes a header of is a ConfigError, and nothing is sent', async () => {
    const provider = { ...acme, headers: () => ({ 'x-organization': `${CANARY}\n` }) };
    const { client, api } = acmeClient(lastIdPages(['a']), {}, provider);
    const error: unknown = await firstValueFrom(client.list(things)).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ConfigError);
    expect((error as ConfigError).message)
      .to.match(/the header x-organization contains a line break/)
      .and.not.to.include(CANARY);
    expect(api.log).to.deep.equal([]);
  });

  it('the version is the one of the package', async () => {
    const { default: manifest } = (await import('../../package.json', { with: { type: 'json' } })) as {
      default: { version: string };
    };
    expect(manifest.version).to.equal(VERSION);
  });
});
