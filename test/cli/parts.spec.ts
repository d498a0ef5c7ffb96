import { expect } from 'chai';
import { accountsFrom, variablesFor } from '../../src/cli/accounts.js';
import { CATALOG, entryFor } from '../../src/cli/catalog.js';
import { UsageError } from '../../src/cli/exit.js';
import { nearest } from '../../src/cli/near.js';
import { paramsFrom } from '../../src/cli/params.js';
import { reasonOf } from '../../src/cli/reason.js';
import {
  ConfigError,
  DecodeError,
  HttpError,
  NetworkError,
  PagingError,
  RateLimitError,
  TimeoutError,
} from '../../src/http/errors.js';

describe('accountsFrom', () => {
  it('takes nothing from an empty variable', () => {
    const accounts = accountsFrom({ OPENAI_ADMIN_KEY: '', COBO_SERVICE_KEY: 's', COBO_BASE_URL: '' });
    expect(accounts.openai).to.equal(undefined);
    expect(accounts.cobo).to.deep.equal({ apiKey: undefined, serviceKey: 's', baseUrl: undefined });
  });

  it('wants the account of Keygen, unless the address serves one account', () => {
    expect(() => accountsFrom({ KEYGEN_TOKEN: 't' })).to.throw(UsageError, 'KEYGEN_ACCOUNT');
    expect(accountsFrom({ KEYGEN_TOKEN: 't', KEYGEN_BASE_URL: 'https://k.test/v1' }).keygen?.token).to.equal(
      't',
    );
    expect(
      accountsFrom({ KEYGEN_TOKEN: 't', KEYGEN_ACCOUNT: 'a', KEYGEN_ENVIRONMENT: 'e' }).keygen,
    ).to.include({
      account: 'a',
      environment: 'e',
    });
  });
});

describe('variablesFor', () => {
  for (const { id, provider, credential } of CATALOG) {
    it(id, () => expect(variablesFor(provider, credential).join()).to.match(/^[A-Z_,]+$/));
  }
  it('asks for the one that the endpoint takes', () => {
    expect(variablesFor('cobo', 'serviceKey')).to.deep.equal(['COBO_SERVICE_KEY']);
    expect(variablesFor('cobo', 'apiKey or serviceKey')).to.deep.equal(['COBO_API_KEY', 'COBO_SERVICE_KEY']);
    expect(variablesFor('openai', 'apiKey')).to.deep.equal(['OPENAI_API_KEY']);
  });
});

describe('entryFor', () => {
  for (const name of ['openai.projects.apiKeys', 'openai.projects.apiKeys.list']) {
    it(name, () => expect(entryFor(name).id).to.equal('openai.projects.apiKeys'));
  }
  it('openai.spendLimit.get', () =>
    expect(entryFor('openai.spendLimit.get').id).to.equal('openai.spendLimit'));
  it('has the fan-out', () =>
    expect(entryFor('openai.projects.apiKeys.listAll').family).to.include('each project'));
});

describe('nearest', () => {
  const names = CATALOG.map(({ id }) => id);
  for (const [text, name] of [
    ['openai.projets', 'openai.projects'],
    ['licences', 'keygen.licenses'],
    ['Keygen.Users', 'keygen.users'],
    ['cobo.apikeys', 'cobo.apiKeys'],
  ] as const) {
    it(`${text} is near ${name}`, () => expect(nearest(text, names)[0]).to.equal(name));
  }
  it('knows nothing near nonsense', () => expect(nearest('zzzzzzzzzzzz', names)).to.deep.equal([]));
});

describe('paramsFrom', () => {
  const { params } = entryFor('keygen.licenses');
  it('parses each value as its parameter does', () => {
    expect(
      paramsFrom(params, ['expired=true', 'page[size]=5', 'metadata=a=b=c', 'metadata=d=e']),
    ).to.deep.equal({
      expired: true,
      'page[size]': 5,
      metadata: { a: 'b=c', d: 'e' },
    });
  });
  for (const pair of ['expired', '=x', 'toString=1', '__proto__=1']) {
    it(`refuses ${pair}`, () => expect(() => paramsFrom(params, [pair])).to.throw(UsageError));
  }
});

describe('reasonOf', () => {
  const base = { message: 'm', advice: 'a' };
  const cases: readonly (readonly [unknown, string])[] = [
    [new NetworkError({ ...base, code: 'ECONNREFUSED' }), 'connection refused'],
    [new NetworkError(base), 'no complete answer'],
    [new TimeoutError({ ...base, phase: 'stall', timeoutMs: 1 }), 'no answer in time'],
    [new TimeoutError({ ...base, phase: 'deadline', timeoutMs: 1 }), 'not over in time'],
    [new HttpError({ ...base, status: 401 }), 'credential refused (401)'],
    [new HttpError({ ...base, status: 403 }), 'no permission (403)'],
    [new HttpError({ ...base, status: 404 }), 'refused (404)'],
    [new HttpError({ ...base, status: 502 }), 'server error (502)'],
    [new RateLimitError({ ...base, status: 429, waitMs: 90_500 }), 'too many requests (429), wait 91 s'],
    [new RateLimitError({ ...base, status: 429, retryable: false }), 'quota used up (429)'],
    [new DecodeError({ ...base, part: 'text' }), 'answer is no JSON'],
    [new DecodeError({ ...base, part: 'item' }), 'answer of another shape'],
    [new PagingError({ ...base, reason: 'loop' }), 'paging broke (loop)'],
    [new ConfigError(base), 'not set up'],
    [new Error('x\u001b[2J'), 'x\\x1b[2J'],
  ];
  for (const [error, words] of cases) it(words, () => expect(reasonOf(error)).to.equal(words));
});
