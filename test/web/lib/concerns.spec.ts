import { expect } from 'chai';
import { concerns, type Narrowed } from '../../../web/src/app/lib/concerns.js';

describe('what the page is narrowed to', () => {
  const subject = { source: 'acme:eu', kind: 'api_token', id: 'k1' };
  const providerOf = (source: string): string | undefined => (source === 'acme:eu' ? 'acme' : undefined);
  const cases: readonly (readonly [what: string, where: Narrowed, expected: boolean])[] = [
    ['nothing: all', {}, true],
    ['its key', { key: 'acme:eu/api_token/k1' }, true],
    ['its key, by the id of the provider', { key: 'k1' }, true],
    ['another key', { key: 'acme:eu/api_token/k2' }, false],
    ['a key of the same id elsewhere', { key: 'acme:us/api_token/k1' }, false],
    ['a project that is something else', { project: 'acme:eu/project/k1' }, false],
    ['one of several things', { key: 'k1', project: 'p1' }, true],
    ['its source', { source: 'acme:eu' }, true],
    ['another source', { source: 'acme:us' }, false],
    ['its provider', { provider: 'acme' }, true],
    ['another provider', { provider: 'other' }, false],
    ['its key and another provider', { key: 'k1', provider: 'other' }, false],
    ['a model, which it may be of or not', { model: 'm' }, true],
  ];
  for (const [what, where, expected] of cases)
    it(`${what}: ${expected ? 'is shown' : 'is hidden'}`, () => {
      expect(concerns(where, subject, providerOf)).to.equal(expected);
    });
});
