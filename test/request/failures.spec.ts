import { expect } from 'chai';
import { throwError } from 'rxjs';
import { CircuitOpenError } from '../../operators/errors.js';
import { WaitTooLongError } from '../../operators/errors.js';
import { decideRetry } from '../../operators/internal/backoff.js';
import { attemptFailure, bodyFailure, quotable, statusFailure } from '../../src/request/failures.js';
import { isOutage, isRetryable, waitOf } from '../../src/request/retryable.js';
import { walkFailure } from '../../src/request/walk-failures.js';
import type { TimeoutCode } from '../../src/http/error-codes.js';
import type { Provider, ReadFault } from '../../src/walk/index.js';
import {
  ConfigError,
  DecodeError,
  HttpError,
  NetworkError,
  PagingError,
  RateLimitError,
  TimeoutError,
} from '../../src/http/errors.js';
import { openai } from '../../src/index.js';
import { NoResponseError } from '../../src/http/transport.js';
import { readFault as coboFault } from '../../src/providers/cobo/client.js';
import { readFault as keygenFault } from '../../src/providers/keygen/client.js';
import { readFault as keywordsAiFault } from '../../src/providers/keywordsai/client.js';
import { readFault as openAiFault } from '../../src/providers/openai/client.js';

const NOW_MS = Date.UTC(2026, 0, 15, 12);
const NOW_S = NOW_MS / 1000;
const LIMITS = { maxAttempts: 5, baseMs: 500, maxDelayMs: 30_000, maxWaitMs: 60_000 };

interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Read = NonNullable<Provider['readFault']>;

const RESET = ['x-ratelimit-reset', 'x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens'];

const WHERE = {
  provider: { name: 'acme', baseUrl: 'https://api.acme.test' },
  nowMs: NOW_MS,
  context: { provider: 'acme' },
  hide: (text: string) => text,
};

const errorOf = ({ status, headers = {}, body }: Refusal, readFault?: Read) =>
  statusFailure(
    { status, header: (name) => headers[name] ?? null, body },
    {
      provider: {
        name: 'acme',
        baseUrl: 'https://api.acme.test',
        resetHeaders: RESET,
        ...(readFault === undefined ? {} : { readFault }),
      },
      nowMs: NOW_MS,
      context: { provider: 'acme' },
      hide: (text) => text,
    },
  );

/** What becomes of a first attempt that was refused: `stop`, `retry` after our own wait, or the server's wait. */
const verdictOn = (refusal: Refusal, readFault?: Read): string => {
  const error = errorOf(refusal, readFault);
  const decision = decideRetry(
    { error, attempt: 1, retryable: isRetryable(error), serverWaitMs: waitOf(error), draw: 0.5 },
    LIMITS,
  );
  if (decision.action === 'giveUp') return 'stop';
  if (decision.action === 'refuseWait') return `refuse ${String(decision.waitMs)}`;
  return decision.reason === 'backoff' ? 'retry' : `wait ${String(decision.delayMs)}`;
};

const says = (name: string, value: string) => ({ [name]: value });

describe('failures: status x header x body', () => {
  const BROKEN = Array.from({ length: 100 }, (_, index) => 500 + index).filter(
    (status) => status !== 501 && status !== 505,
  );
  const RETRIED = [408, 425, 429, ...BROKEN];
  const FINAL = [400, 401, 402, 403, 404, 405, 409, 410, 413, 418, 422, 451, 499, 501, 505, 600, 999];

  for (const status of RETRIED) {
    it(`${String(status)}: retried`, () => {
      expect(verdictOn({ status })).to.equal('retry');
    });
    it(`${String(status)} with x-should-retry: false: final`, () => {
      expect(verdictOn({ status, headers: says('x-should-retry', 'false') })).to.equal('stop');
    });
  }

  for (const status of FINAL) {
    it(`${String(status)}: final`, () => {
      expect(verdictOn({ status })).to.equal('stop');
      // A wait does not make another status of it.
      expect(verdictOn({ status, headers: says('retry-after', '1') })).to.equal('stop');
    });
    it(`${String(status)} with x-should-retry: true: retried`, () => {
      expect(verdictOn({ status, headers: says('x-should-retry', 'true') })).to.equal('retry');
    });
  }

  it('x-should-retry counts only where it is true or false', () => {
    expect(verdictOn({ status: 503, headers: says('x-should-retry', 'no') })).to.equal('retry');
    expect(verdictOn({ status: 400, headers: says('x-should-retry', '1') })).to.equal('stop');
  });

  const waits: readonly (readonly [name: string, value: string, verdict: string])[] = [
    ['retry-after-ms', '1500', 'wait 1500'],
    ['retry-after-ms', '0.5', 'wait 1'],
    ['retry-after', '2', 'wait 2000'],
    ['retry-after', '1.5', 'wait 1500'],
    ['retry-after', '0', 'wait 0'],
    ['retry-after', 'Thu, 15 Jan 2026 12:00:05 GMT', 'wait 5000'],
    ['retry-after', 'Thu, 15 Jan 2026 11:00:00 GMT', 'retry'],
    ['retry-after', 'Thu, 15 Jan 2026 12:00:00 GMT', 'retry'],
    ['retry-after', String(NOW_S - 7), 'retry'],
    ['retry-after', '2026-01-15T11:59:59Z', 'retry'],
    ['retry-after', String(NOW_S + 7), 'wait 7000'],
    ['retry-after', String(NOW_MS + 7500), 'wait 7500'],
    ['retry-after', '2026-01-15T12:00:09Z', 'wait 9000'],
    ['retry-after', '60', 'wait 60000'],
    ['retry-after', '61', 'refuse 61000'],
    ['retry-after', '6m0s', 'refuse 360000'],
    ['retry-after', '86400', 'refuse 86400000'],
    ['retry-after', 'soon', 'retry'],
    ['retry-after', '-3', 'retry'],
    ['retry-after', '', 'retry'],
  ];
  for (const [name, value, verdict] of waits) {
    for (const status of [429, 503]) {
      it(`${String(status)} with ${name}: ${JSON.stringify(value)}: ${verdict}`, () => {
        expect(verdictOn({ status, headers: says(name, value) })).to.equal(verdict);
      });
    }
  }

  const resets: readonly (readonly [value: string, verdict: string])[] = [
    ['30', 'wait 30000'],
    ['20ms', 'wait 20'],
    ['1m0s', 'wait 60000'],
    ['6m0s', 'refuse 360000'],
    [String(NOW_S + 12), 'wait 12000'],
    [String(NOW_MS + 250), 'wait 250'],
    ['2026-01-15T12:00:30Z', 'wait 30000'],
    ['never', 'retry'],
  ];
  for (const [value, verdict] of resets) {
    it(`429 with a reset of ${value}: ${verdict}; a 503 with it: retry`, () => {
      const headers = says('x-ratelimit-reset', value);
      expect(verdictOn({ status: 429, headers })).to.equal(verdict);
      expect(verdictOn({ status: 503, headers })).to.equal('retry');
    });
  }

  it('the first that is there of milliseconds, Retry-After, body and reset headers; of those the longest', () => {
    const all = { 'retry-after-ms': '1', 'retry-after': '2', 'x-ratelimit-reset': '4' };
    const body = { retry_after: 3 };
    const without = (...names: string[]) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
    const verdict = (headers: Readonly<Record<string, string>>, given: unknown = body) =>
      verdictOn({ status: 429, headers, body: given }, keywordsAiFault);
    expect(verdict(all)).to.equal('wait 1');
    expect(verdict(without('retry-after-ms'))).to.equal('wait 2000');
    expect(verdict(without('retry-after-ms', 'retry-after'))).to.equal('wait 3000');
    expect(verdict(without('retry-after-ms', 'retry-after'), {})).to.equal('wait 4000');
    const two = { 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '5s' };
    expect(verdict(two, {})).to.equal('wait 5000');
  });

  const used = (code: string) => ({ error: { message: 'm', type: 'x', code } });
  const banned = { 'x-ratelimit-window': 'blacklist', 'x-ratelimit-reset': '0' };
  const vendors: readonly (readonly [what: string, read: Read, refusal: Refusal, verdict: string])[] = [
    ['openai 429, a rate', openAiFault, { status: 429, body: used('rate_limit_exceeded') }, 'retry'],
    [
      'openai 429, insufficient_quota',
      openAiFault,
      { status: 429, headers: { 'retry-after': '1' }, body: used('insufficient_quota') },
      'stop',
    ],
    [
      'openai 429, insufficient_quota, and the server says try again',
      openAiFault,
      { status: 429, headers: says('x-should-retry', 'true'), body: used('insufficient_quota') },
      'stop',
    ],
    [
      'openai 500 whose text speaks of quota',
      openAiFault,
      { status: 500, body: used('quota_service') },
      'retry',
    ],
    ['keygen 402, the daily limit', keygenFault, { status: 402, body: { errors: [{}] } }, 'stop'],
    ['keygen 403, a banned address', keygenFault, { status: 403, headers: banned }, 'stop'],
    [
      'keygen 429, a reset in Unix seconds',
      keygenFault,
      { status: 429, headers: says('x-ratelimit-reset', String(NOW_S + 20)) },
      'wait 20000',
    ],
    [
      'keywordsai 429, the wait in the body',
      keywordsAiFault,
      { status: 429, body: { retry_after: 45 } },
      'wait 45000',
    ],
    [
      'keywordsai 429, a long wait',
      keywordsAiFault,
      { status: 429, body: { retry_after: 90 } },
      'refuse 90000',
    ],
    [
      'keywordsai 429, a wait that is none',
      keywordsAiFault,
      { status: 429, body: { retry_after: '45' } },
      'retry',
    ],
    ['cobo 503', coboFault, { status: 503, body: { success: false, error: 'busy' } }, 'retry'],
    ['cobo 403', coboFault, { status: 403, body: { success: false, error: 'no' } }, 'stop'],
  ];
  for (const [what, read, refusal, verdict] of vendors) {
    it(`the vendor’s word, ${what}: ${verdict}`, () => {
      expect(verdictOn(refusal, read)).to.equal(verdict);
    });
  }

  it('never throws, whatever the body is', () => {
    for (const body of [undefined, null, 7, 'text', [], { error: [] }, { errors: 'x' }, { detail: [null] }]) {
      for (const read of [undefined, openAiFault, keygenFault, keywordsAiFault, coboFault] as const) {
        expect(verdictOn({ status: 400, body }, read)).to.equal('stop');
        expect(verdictOn({ status: 500, body }, read)).to.equal('retry');
      }
    }
  });

  const WORDS: readonly (readonly [what: string, body: unknown])[] = [
    ['error.message', { error: { message: 'no such limit' } }],
    ['a text at error', { error: 'no such limit' }],
    ['message, as Kong and AWS answer', { message: 'no such limit' }],
    ['detail', { type: 'about:blank', title: 'Bad Request', detail: 'no such limit' }],
    ['FastAPI', { detail: [{ loc: ['query', 'limit'], msg: 'no such limit', type: 'value_error' }] }],
    ['JSON:API', { errors: [{ title: 'Bad request', detail: 'no such limit' }] }],
    ['GraphQL', { data: null, errors: [{ message: 'no such limit', path: ['things'] }] }],
    ['a list of texts', { errors: ['no such limit'] }],
  ];
  const WORDS_OF_REFUSALS: typeof WORDS = [
    ['JSON:API, a title alone', { errors: [{ title: 'no such limit', status: '400' }] }],
    ['RFC 9457, a title alone', { type: 'about:blank', title: 'no such limit', status: 400 }],
    ['msg beside a code', { code: 1001, msg: 'no such limit', data: null }],
  ];
  const readers: readonly (readonly [who: string, read: Read | undefined])[] = [
    ['an API of one’s own', undefined],
    ['OpenAI, or what answers in its place', openAiFault],
    ['Keygen, or what answers in its place', keygenFault],
    ['Keywords AI, or what answers in its place', keywordsAiFault],
    ['Cobo, or what answers in its place', coboFault],
  ];
  for (const [who, read] of readers)
    it(`the words of most APIs are found: ${who}`, () => {
      for (const [what, body] of [...WORDS, ...WORDS_OF_REFUSALS])
        expect(errorOf({ status: 400, body }, read).message, what)
          .to.contain('no such limit')
          .and.not.contain('[object');
    });

  it('in a reply with a good status they are found where they are hardly data', () => {
    const inBody = (body: unknown) =>
      bodyFailure({ status: 200, header: () => null, body }, 'there is no list at data', WHERE)?.message;
    for (const [what, body] of WORDS) expect(inBody(body), what).to.contain('no such limit');
    for (const [what, body] of WORDS_OF_REFUSALS) expect(inBody(body) ?? '', what).not.to.contain('limit');
  });

  it('what a provider reads is completed, and never replaced', () => {
    const body = { message: 'of the proxy', code: 'proxy', error: { reason: 'of the vendor' } };
    const { vendor } = errorOf({ status: 400, body }, () => ({ message: 'of the vendor', type: 'refused' }));
    expect(vendor).to.include({ message: 'of the vendor', type: 'refused', code: 'proxy' });
    const silent = errorOf({ status: 400, body }, () => ({ message: undefined }));
    expect(silent.vendor?.message).to.equal('of the proxy');
  });

  it('a provider without a word of its own leaves the status to decide', () => {
    const silent = (): ReadFault => ({});
    expect([verdictOn({ status: 503 }, silent), verdictOn({ status: 409 }, silent)]).to.deep.equal([
      'retry',
      'stop',
    ]);
  });
});

describe('failures: what an attempt can fail with', () => {
  const details = { message: 'm', advice: 'a.' };
  const http = (status: number) => new HttpError({ code: 'http-rejected', ...details, status });
  const late = (code: TimeoutCode) => new TimeoutError({ ...details, code, timeoutMs: 1 });
  const text = (retryable: boolean) =>
    new DecodeError({ code: 'decode-syntax', ...details, part: 'text', retryable });

  const cases: readonly (readonly [what: string, error: unknown, again: boolean, outage: boolean])[] = [
    ['a lost connection', new NetworkError({ ...details, code: 'network-connection' }), true, true],
    [
      'a wrong certificate',
      new NetworkError({ code: 'network-connection', ...details, retryable: false }),
      false,
      true,
    ],
    ['an attempt out of time', late('timeout-response'), true, true],
    ['a body that stands still', late('timeout-stall'), true, true],
    ['a text that was damaged', text(true), true, false],
    ['a text that was not', text(false), false, false],
    ['503', http(503), true, true],
    ['501', http(501), false, true],
    ['404', http(404), false, false],
    ['an open circuit', new CircuitOpenError(1000), false, false],
    ['a wrong call', new ConfigError({ ...details, code: 'config-option-invalid' }), false, false],
    ['pages that lead nowhere', new PagingError({ ...details, code: 'paging-loop' }), false, false],
    ['an error that is not ours', new Error('x'), false, false],
  ];
  it('the deadline of the walk is not waited for twice', () => {
    expect(isRetryable(late('timeout-deadline'))).to.equal(false);
  });

  for (const [what, error, again, outage] of cases) {
    it(`${what}: ${again ? 'tried again' : 'final'}, ${outage ? 'counts' : 'does not count'} for the breaker`, () => {
      expect([isRetryable(error), isOutage(error)]).to.deep.equal([again, outage]);
    });
  }
});

describe('failures: a circuit breaker in the transport', () => {
  it('nothing was sent, and nothing is sent again before the circuit lets it through', () => {
    const open = new CircuitOpenError(1000);
    expect(attemptFailure(open, { provider: 'acme', endpoint: 'acme.things' })).to.deep.include({
      ...{ _tag: 'NetworkError', code: 'network-circuit-open', retryable: false, cause: open },
      advice: 'Try again later.',
    });
    let asked = 0;
    const transport = () => {
      asked += 1;
      return throwError(() => open);
    };
    const failed: unknown[] = [];
    openai({ adminKey: 'sk-1', transport })
      .users.list()
      .subscribe({ error: (error: unknown) => failed.push(error) });
    expect(failed).to.have.nested.property('[0].code', 'network-circuit-open');
    expect(asked).to.equal(1);
  });
});

describe('failures: what they tell', () => {
  it('what the vendor says, all of it without the credential', () => {
    const said = {
      message: 'no sk-1',
      code: 'c sk-1',
      type: 't sk-1',
      suggestion: 's sk-1',
      requestId: 'sk-1',
    };
    const hide = (text: string): string => text.replace('sk-1', '***');
    const missingScopes = ['read:a', 'sk-1'];
    expect(quotable({ ...said, missingScopes, retryable: false, waitMs: 5 }, hide)).to.deep.equal({
      missingScopes: ['read:a', '***'],
      message: 'no ***',
      code: 'c ***',
      type: 't ***',
      suggestion: 's ***',
      requestId: '***',
      retryable: false,
      waitMs: 5,
    });
  });

  it('a wait that is too long keeps the place of the refusal, and what the vendor said', () => {
    const context = {
      provider: 'acme',
      endpoint: 'acme.things',
      pageIndex: 3,
      attempt: 2,
      request: { method: 'GET', url: 'https://api.acme.test/things' },
      vendor: { message: 'Slow down.' },
    };
    const refusal = new RateLimitError({
      code: 'rate-limit-exceeded',
      message: 'm',
      advice: 'a.',
      status: 429,
      waitMs: 90_000,
      context,
    });
    const error = walkFailure(new WaitTooLongError(90_000, 60_000, refusal), {});
    const { provider, endpoint, pageIndex, attempt, request, vendor } = error as RateLimitError;
    expect({ provider, endpoint, pageIndex, attempt, request, vendor }).to.deep.equal(context);
    expect(error).to.include({ status: 429, waitMs: 90_000, retryable: false, cause: refusal });
  });
});

describe('an attempt without a response', () => {
  const context = { provider: 'acme', endpoint: 'acme.things' };
  const coded = (code: string): Error => Object.assign(new Error('canary-secret refused'), { code });
  const hide = (text: string): string => text.replaceAll('canary-secret', '***');

  it('is said to be what its code means, and is asked again only where that may help', () => {
    expect(attemptFailure(coded('ECONNRESET'), context)).to.include({
      systemCode: 'ECONNRESET',
      retryable: true,
    });
    const wrong = attemptFailure(coded('CERT_HAS_EXPIRED'), context);
    expect(wrong)
      .to.be.instanceOf(NetworkError)
      .and.to.include({ code: 'network-certificate', systemCode: 'CERT_HAS_EXPIRED', retryable: false });
    expect(wrong.message).to.match(/certificate of the server is not accepted \(CERT_HAS_EXPIRED\)/);
  });

  it('also where a fetch has wrapped what failed', () => {
    const failed = new TypeError('fetch failed', { cause: coded('ERR_SSL_WRONG_VERSION_NUMBER') });
    expect(attemptFailure(failed, context)).to.include({
      name: 'NetworkError',
      systemCode: 'ERR_SSL_WRONG_VERSION_NUMBER',
      retryable: false,
    });
  });

  it('is said to be what a transport knows of it', () => {
    const known = new NoResponseError({
      message: 'the proxy answers 403',
      advice: 'Ask for it.',
      code: 'network-proxy',
      retryable: false,
      cause: coded('ANY'),
    });
    const error = attemptFailure(known, context, hide);
    expect(error).to.be.instanceOf(NetworkError);
    expect(error).to.include({
      advice: 'Ask for it.',
      code: 'network-proxy',
      systemCode: 'ANY',
      retryable: false,
    });
    expect(error.message).to.equal('acme.things: the proxy answers 403 (ANY). Ask for it.');
    expect((error.cause as Error).cause).to.have.property('message', '*** refused');
  });
});
