import { inspect } from 'node:util';
import { expect } from 'chai';
import { redactRequest, reducedCause, safeCause } from '../../src/http/redact.js';

describe('redactRequest', () => {
  const at = 'https://api.acme.test/v1/things';
  const cases: readonly (readonly [query: string, shown: string])[] = [
    ['', ''],
    ['?limit=10&after=k_1', '?limit=10&after=k_1'],
    ['?key=abc', '?key=[secret]'],
    ['?a=1&token=abc&b=2', '?a=1&token=[secret]&b=2'],
    ['?api_key=abc&apikey=abc&API-KEY=abc', '?api_key=[secret]&apikey=[secret]&API-KEY=[secret]'],
    ['?access_token=abc&Password=abc', '?access_token=[secret]&Password=[secret]'],
    ['?secret=abc&signature=abc&auth=abc', '?secret=[secret]&signature=[secret]&auth=[secret]'],
    ['?%74oken=abc', '?%74oken=[secret]'],
    ['?token=a=b', '?token=[secret]'],
    ['?a=1?token=abc&token=abc', '?a=1?token=abc&token=[secret]'],
    ['?next_token=abc&tokens=3&keyword=x', '?next_token=abc&tokens=3&keyword=x'],
    ['?page[cursor]=&page[size]=100', '?page[cursor]=&page[size]=100'],
    ['?%E0%A4%A=1', '?%E0%A4%A=1'],
    ['#access_token=abc&a=1', '#access_token=[secret]&a=1'],
    ['?a=1#token=abc', '?a=1#token=[secret]'],
    ['?token', '?token=[secret]'],
    ['?', '?'],
  ];
  for (const [query, shown] of cases) {
    it(`${query === '' ? 'no query' : query} is shown as ${shown}`, () => {
      expect(redactRequest('GET', at + query)).to.deep.equal({ method: 'GET', url: at + shown });
    });
  }

  const logins: readonly (readonly [url: string, shown: string])[] = [
    ['https://me:pw@acme.test/v1', 'https://[secret]@acme.test/v1'],
    ['http://me@acme.test/v1?key=abc&a=b', 'http://[secret]@acme.test/v1?key=[secret]&a=b'],
    ['https://acme.test/v1?mail=a@b.test', 'https://acme.test/v1?mail=a@b.test'],
    ['https://acme.test?mail=a@b.test', 'https://acme.test?mail=a@b.test'],
    ['https://acme.test/@me/things', 'https://acme.test/@me/things'],
  ];
  for (const [url, shown] of logins) {
    it(`${url} is shown as ${shown}`, () => {
      expect(redactRequest('POST', url)).to.deep.equal({ method: 'POST', url: shown });
    });
  }
});

describe('an address without an end', () => {
  it('is cut at 2,000 characters', () => {
    const { url } = redactRequest('GET', `https://acme.test/?after=${'x'.repeat(100_000)}`);
    expect(url).to.have.length(2001).and.to.match(/x…$/);
  });
});

describe('safeCause', () => {
  const hide = (text: string): string => text.replaceAll('CANARY', '[secret]');

  it('keeps names, messages, codes and stacks, of causes too, without secrets and what hangs on them', () => {
    const inner = Object.assign(new TypeError('inner CANARY'), { request: { key: 'CANARY' } });
    const outer = Object.assign(new Error('outer CANARY', { cause: inner }), {
      name: 'RequestError CANARY',
      code: 'E CANARY',
      config: { headers: { authorization: 'CANARY' } },
    });
    const kept = safeCause(outer, hide) as Error & { code: string };
    expect([kept.name, kept.message, kept.code]).to.deep.equal([
      'RequestError [secret]',
      'outer [secret]',
      'E [secret]',
    ]);
    expect(kept.cause).to.include({ name: 'TypeError', message: 'inner [secret]' });
    expect(inspect(kept, { depth: 9, showHidden: true })).not.to.include('CANARY');
  });

  it('cuts what is said, behind the mask', () => {
    const kept = safeCause(new Error(`${'x'.repeat(990)}CANARY${'y'.repeat(100_000)}`), hide) as Error;
    expect(kept.message).to.have.length(1001).and.to.include('[secret]');
    expect(kept.stack?.length).to.be.at.most(10_001);
    expect(safeCause('CANARY'.repeat(1000), hide)).to.have.length(1001);
    expect(safeCause({ key: 'CANARY' }, hide)).to.equal(undefined);
  });
});

describe('reducedCause: of a function that gives a credential', () => {
  const cases: readonly (readonly [message: string, shown: string])[] = [
    ['vault down', 'vault down'],
    ['connect ECONNREFUSED 127.0.0.1:8200', 'connect ECONNREFUSED 127.0.0.1:8200'],
    ['token endpoint answered 401', 'token endpoint answered 401'],
    ['refused: client_secret=abc', 'refused: client_secret=[secret]'],
    ['refused: "password": "abc def"', 'refused: "password": "[secret] def"'],
    ['refused Bearer abc', 'refused Bearer [secret]'],
    ['no such key sk-canary-7f3a', 'no such key [secret]'],
    ['AKIAIOSFODNN7EXAMPLE was revoked', '[secret] was revoked'],
    ['GET https://vault.test/v1/secret?token=abc failed', 'GET https:[secret]?token=[secret] failed'],
  ];
  for (const [message, shown] of cases) {
    it(`${message}: ${shown}`, () => {
      expect(reducedCause(new Error(message))).to.have.property('message', shown);
      expect(reducedCause(message)).to.equal(shown);
    });
  }

  it('takes words of any length: one of 12 MiB is masked, whatever its letters; one of 50,000 without a digit is cut', () => {
    const word = 'a'.repeat(12 * 2 ** 20);
    expect(reducedCause(`refused ${word}1`)).to.equal('refused [secret]');
    expect(reducedCause(word)).to.equal('[secret]');
    expect(reducedCause('a'.repeat(50_000))).to.equal(`${'a'.repeat(1000)}…`);
  });

  it('keeps name, code and the places of the stack, and nothing that hangs on it', () => {
    const given = Object.assign(new Error('refused sk-canary-7f3a', { cause: new Error('sk-canary-7f3b') }), {
      name: 'AxiosError',
      code: 'ERR_BAD_REQUEST',
      config: { data: 'sk-canary-7f3a' },
    });
    const kept = reducedCause(given) as Error;
    expect(kept).to.include({ name: 'AxiosError', code: 'ERR_BAD_REQUEST' });
    expect(kept.stack).to.match(/^AxiosError: refused \[secret\]\n {4}at .*redact\.spec/);
    // Digits in a path make it look like a credential.
    given.stack = `${String(given)}\n    at ask (/home/ci/build-2026-11/app/src/keys.js:10:5)`;
    expect((reducedCause(given) as Error).stack).to.contain('/home/ci/build-2026-11/app/src/keys.js:10:5');
    expect(inspect(kept, { depth: 9, showHidden: true })).not.to.include('sk-canary');
  });
});
