import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { either as E } from 'fp-ts';
import { CircuitOpenError } from '../../operators/index.js';
import { accountsFrom, NOTHING_SET, settingsOf, variablesFor } from '../../src/cli/accounts.js';
import { checkVariables } from '../../src/cli/check-variables.js';
import { ENV_HELP } from '../../src/cli/program/options.js';
import { PROVIDERS } from '../../src/providers/names.js';
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

  for (const [variable, value, fault] of [
    ['OPENAI_BASE_URL', 'localhost:3000', /OPENAI_BASE_URL must be an absolute address/],
    ['OPENAI_BASE_URL', 'https://user:pw@api.test', /OPENAI_BASE_URL must be an absolute address/],
    ['OPENAI_ADMIN_KEY', 'sk-admin-1\n', /OPENAI_ADMIN_KEY contains characters that a header cannot contain/],
    ['OPENAI_API_KEY', 'sk-1\u2026', /OPENAI_API_KEY contains characters that a header cannot contain/],
  ] as const)
    it(`names the variable where ${variable} is ${JSON.stringify(value)}, and does not quote it`, () => {
      const env = { OPENAI_ADMIN_KEY: 'sk-admin-1', [variable]: value };
      expect(() => {
        checkVariables(env, accountsFrom(env));
      })
        .to.throw(ConfigError, fault)
        .with.property('message')
        .that.does.not.include(value.trim());
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

describe('the variables of each provider', () => {
  const guide = readFileSync('docs/command-line.md', 'utf8');
  const missingIn = (text: string, names: readonly string[]): readonly string[] =>
    names.filter((name) => !text.includes(name));

  for (const provider of PROVIDERS) {
    const names = settingsOf(provider).map(([, variable]) => variable);
    it(`${provider}: are in what is said where nothing is set, in the help and in docs/command-line.md`, () => {
      expect(missingIn(NOTHING_SET, names)).to.deep.equal([]);
      expect(missingIn(guide, names)).to.deep.equal([]);
      expect(
        missingIn(
          ENV_HELP,
          names.filter((name) => !name.endsWith('_BASE_URL')),
        ),
      ).to.deep.equal([]);
    });
  }
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

describe('entryFor, of a name that is no list', () => {
  const cases: readonly (readonly [name: string, words: RegExp])[] = [
    ['openai', /^openai is not a list: \d+ are below it, and headwater endpoints openai shows them\.$/],
    ['openai.list', /headwater endpoints openai shows them/],
    [
      'openai.usage',
      /^openai\.usage is not a list: 10 are below it, and headwater endpoints openai\.usage shows/,
    ],
    ['keygen', /headwater endpoints keygen shows them/],
    ['openai.projets', /^there is no endpoint openai\.projets\. Did you mean openai\.projects/],
    ['opnai', /headwater endpoints shows all\.$/],
    ['foo', /^there is no endpoint foo\. headwater endpoints shows all\.$/],
    ['zzzzzzzzzzzz', /^there is no endpoint zzzzzzzzzzzz\. headwater endpoints shows all\.$/],
    ['', /^there is no endpoint /],
    ['open', /^there is no endpoint open\. Did you mean/],
  ];
  for (const [name, words] of cases)
    it(JSON.stringify(name), () => expect(() => entryFor(name)).to.throw(UsageError, words));
});

const NOW = new Date('2026-01-15T12:34:56.789Z');

describe('paramsFrom', () => {
  const { params } = entryFor('keygen.licenses');
  it('parses each value as its parameter does', () => {
    expect(
      paramsFrom(params, ['expired=true', 'page[size]=5', 'metadata=a=b=c', 'metadata=d=e'], NOW),
    ).to.deep.equal({
      expired: true,
      'page[size]': 5,
      metadata: { a: 'b=c', d: 'e' },
    });
  });
  for (const pair of ['expired', '=x', 'toString=1', '__proto__=1']) {
    it(`refuses ${pair}`, () => expect(() => paramsFrom(params, [pair], NOW)).to.throw(UsageError));
  }
});

describe('repeated parameters', () => {
  const refuses = (id: string, name: string, values: readonly string[]): string | undefined => {
    try {
      paramsFrom(
        entryFor(id).params,
        values.map((value) => `${name}=${value}`),
        NOW,
      );
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const [id, name] of [
    ['keygen.users', 'roles'],
    ['keygen.licenses', 'metadata'],
    ['openai.usage.completions', 'group_by'],
    ['openai.auditLogs', 'effective_at'],
    ['keygen.eventLogs', 'date'],
  ] as const)
    it(`${id} ${name}`, () => expect(refuses(id, name, ['gte=1', 'lt=2'])).to.equal(undefined));
  for (const [id, name] of [
    ['openai.costs', 'start_time'],
    ['keygen.licenses', 'suspended'],
    ['openai.projects', 'limit'],
  ] as const)
    it(`${id} ${name}: one value`, () =>
      expect(refuses(id, name, ['1', '2'])).to.equal(`${name} takes one value, got 2`));
});

describe('the kinds of parameters', () => {
  const all = CATALOG.flatMap(({ params }) => Object.entries(params));
  it('every time is known as one, and takes a Date', () => {
    const times = all.filter(([, { kind }]) => kind === 'time');
    expect(times.length).to.be.greaterThan(20);
    for (const [name, param] of times) expect(E.isRight(param.check(NOW)), name).to.equal(true);
  });
  it('what is named as a time is one', () => {
    const named = all.filter(([name]) => /(_time|_at|_before|_after|^since|^until|^date)$/.test(name));
    expect(named.length).to.be.greaterThan(20);
    for (const [name, { kind, type }] of named) expect(kind, `${name}: ${type}`).to.match(/^time(Range)?$/);
  });
});

describe('reasonOf', () => {
  const base = { message: 'm', advice: 'a' };
  const cases: readonly (readonly [unknown, string])[] = [
    [
      new NetworkError({ code: 'network-connection', ...base, systemCode: 'ECONNREFUSED' }),
      'connection refused',
    ],
    [new NetworkError({ ...base, code: 'network-connection' }), 'no complete answer'],
    [
      new NetworkError({ code: 'network-circuit-open', ...base, cause: new CircuitOpenError(5) }),
      'not asked after repeated failures',
    ],
    [new TimeoutError({ ...base, code: 'timeout-stall', timeoutMs: 1 }), 'no answer in time'],
    [new TimeoutError({ ...base, code: 'timeout-deadline', timeoutMs: 1 }), 'not over in time'],
    [new HttpError({ code: 'http-unauthorized', ...base, status: 401 }), 'credential refused (401)'],
    [new HttpError({ code: 'http-forbidden', ...base, status: 403 }), 'no permission (403)'],
    [new HttpError({ code: 'http-not-found', ...base, status: 404 }), 'refused (404)'],
    [new HttpError({ code: 'http-server-error', ...base, status: 502 }), 'server error (502)'],
    [
      new RateLimitError({ code: 'rate-limit-exceeded', ...base, status: 429, waitMs: 90_500 }),
      'too many requests (429), wait 91 s',
    ],
    [
      new RateLimitError({ code: 'rate-limit-quota', ...base, status: 429, retryable: false }),
      'quota used up (429)',
    ],
    [new DecodeError({ code: 'decode-syntax', ...base, part: 'text' }), 'answer is no JSON'],
    [new DecodeError({ code: 'decode-item', ...base, part: 'item' }), 'answer of another shape'],
    [new PagingError({ ...base, code: 'paging-loop' }), 'paging broke (paging-loop)'],
    [new ConfigError({ ...base, code: 'config-option-invalid' }), 'not set up'],
    [new Error('x\u001b[2J'), 'x\\x1b[2J'],
  ];
  for (const [error, words] of cases) it(words, () => expect(reasonOf(error)).to.equal(words));
});
