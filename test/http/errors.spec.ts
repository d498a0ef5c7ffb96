import { expect } from 'chai';
import {
  ConfigError,
  DecodeError,
  HeadwaterError,
  HttpError,
  isHeadwaterError,
  NetworkError,
  PagingError,
  RateLimitError,
  TimeoutError,
  type AnyHeadwaterError,
  type ErrorContext,
} from '../../src/http/errors.js';

const context: ErrorContext = {
  provider: 'acme',
  endpoint: 'acme.things',
  pageIndex: 3,
  attempt: 2,
  request: { method: 'GET', url: 'https://api.acme.test/things' },
  vendor: { message: 'Slow down.', code: 'busy', requestId: 'r1' },
};
const about = { message: 'it broke', advice: 'Mend it.', context };

describe('the errors', () => {
  const cases: readonly (readonly [AnyHeadwaterError, object])[] = [
    [
      new ConfigError({ ...about, code: 'config-option-invalid' }),
      { _tag: 'ConfigError', code: 'config-option-invalid' },
    ],
    [
      new NetworkError({ code: 'network-connection', ...about, systemCode: 'ECONNRESET' }),
      { _tag: 'NetworkError', code: 'network-connection', systemCode: 'ECONNRESET' },
    ],
    [
      new TimeoutError({ ...about, code: 'timeout-stall', timeoutMs: 5 }),
      { _tag: 'TimeoutError', code: 'timeout-stall', timeoutMs: 5 },
    ],
    [
      new HttpError({
        code: 'http-redirect',
        ...about,
        status: 302,
        redirectTo: 'https://x.test/',
        waitMs: 9,
        retryable: false,
      }),
      {
        ...{ _tag: 'HttpError', code: 'http-redirect', status: 302 },
        ...{ redirectTo: 'https://x.test/', waitMs: 9, retryable: false },
      },
    ],
    [
      new RateLimitError({ code: 'rate-limit-exceeded', ...about, status: 429, waitMs: 9, retryable: false }),
      { _tag: 'RateLimitError', code: 'rate-limit-exceeded', status: 429, waitMs: 9, retryable: false },
    ],
    [
      new DecodeError({ code: 'decode-item', ...about, part: 'item', itemIndex: 1, retryable: true }),
      { _tag: 'DecodeError', code: 'decode-item', part: 'item', itemIndex: 1, retryable: true },
    ],
    [new PagingError({ ...about, code: 'paging-loop' }), { _tag: 'PagingError', code: 'paging-loop' }],
  ];
  for (const [error, own] of cases) {
    it(`${error._tag} says where, what, what the vendor says and what to do`, () => {
      expect(error.message).to.equal(
        'acme.things, page 3, attempt 2: it broke. The vendor says: Slow down. Mend it.',
      );
      expect(error).to.include({ ...own, name: error._tag, advice: 'Mend it.' });
      const { provider, endpoint, pageIndex, attempt, request, vendor } = error;
      expect({ provider, endpoint, pageIndex, attempt, request, vendor }).to.deep.equal(context);
    });

    it(`${error._tag} is of a bounded length, whatever a server says`, () => {
      const long = 'x'.repeat(100_000);
      const Kind = error.constructor as new (details: object) => AnyHeadwaterError;
      const vendor = { message: long, code: long, type: long, suggestion: long, requestId: long };
      const cut = new Kind({
        ...own,
        ...about,
        message: long,
        advice: long,
        redirectTo: long,
        context: { vendor },
      });
      expect(cut.message.length).to.be.below(3200);
      expect(cut.advice).to.equal(`${'x'.repeat(1000)}…`);
      for (const each of Object.values(cut.vendor ?? {})) expect(each).to.equal(`${'x'.repeat(1000)}…`);
      expect(JSON.stringify(cut).length).to.be.below(10_000);
    });

    it(`${error._tag} gives the message in two parts, and links to its code`, () => {
      const { summary, docs, code } = error;
      expect(summary).to.equal('acme.things, page 3, attempt 2: it broke. The vendor says: Slow down.');
      expect(docs).to.equal(`docs/errors.md#${code}`);
      expect(Object.keys(error)).to.not.include.members(['summary', 'docs']);
    });

    it(`${error._tag} is one of the family, and an Error with a stack`, () => {
      expect(error).to.be.instanceOf(HeadwaterError).and.instanceOf(Error);
      expect(isHeadwaterError(error)).to.equal(true);
      expect(error.stack).to.contain('errors.spec');
    });
  }

  const places: readonly (readonly [ErrorContext | undefined, string])[] = [
    [undefined, 'headwater: '],
    [{ provider: 'acme' }, 'acme: '],
    [{ provider: 'acme', endpoint: 'acme.things' }, 'acme.things: '],
    [{ endpoint: 'acme.things', pageIndex: 0, attempt: 1 }, 'acme.things, page 0: '],
    [{ pageIndex: 0, attempt: 5 }, 'headwater, page 0, attempt 5: '],
  ];
  for (const [where, start] of places) {
    it(`names the place as far as it is known: ${start}`, () => {
      const { message } = new ConfigError({
        code: 'config-option-invalid',
        message: 'it broke',
        advice: 'Mend it.',
        context: where,
      });
      expect(message).to.equal(`${start}it broke. Mend it.`);
    });
  }

  it('keeps the cause, and has none where there was none', () => {
    const cause = new Error('below');
    expect(new NetworkError({ code: 'network-connection', ...about, cause }).cause).to.equal(cause);
    expect(Object.hasOwn(new NetworkError({ ...about, code: 'network-connection' }), 'cause')).to.equal(
      false,
    );
  });

  it('defaults: no issues, not to be asked again', () => {
    expect(new DecodeError({ code: 'decode-syntax', ...about, part: 'text' })).to.deep.include({
      issues: [],
      retryable: false,
    });
  });

  it('other errors are not of the family', () => {
    for (const other of [new Error('x'), undefined, null, { _tag: 'HttpError' }, 'HttpError']) {
      expect(isHeadwaterError(other)).to.equal(false);
    }
  });
});
