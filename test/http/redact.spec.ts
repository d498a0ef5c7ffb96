import { expect } from 'chai';
import { redactRequest } from '../../src/http/redact.js';

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
