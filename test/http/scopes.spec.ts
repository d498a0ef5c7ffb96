import { expect } from 'chai';
import { challengedScopes, scopesBehind } from '../../src/http/scopes.js';

describe('http/scopes', () => {
  const sentences: readonly (readonly [text: string | undefined, scopes: readonly string[] | undefined])[] = [
    ['Missing scopes: api.usage.read', ['api.usage.read']],
    ['No. Missing scopes: api.usage.read. Check that you have the correct role', ['api.usage.read']],
    ['missing scope: a:read, b/write,c.* and more', ['a:read', 'b/write', 'c.*']],
    ['Missing scopes:', undefined],
    ['Missing scopes: ', undefined],
    ['Missing scopes: , ,', undefined],
    ['You may not do that', undefined],
    [undefined, undefined],
    [`${'x'.repeat(100_000)} Missing scopes: a`, undefined],
  ];
  for (const [text, scopes] of sentences) {
    it(`${String(text).slice(0, 60)}: ${String(scopes)}`, () => {
      expect(scopesBehind(/missing scopes?:/i, text)).to.deep.equal(scopes);
    });
  }

  it('a sentence that lists thousands is cut', () => {
    const text = `Missing scopes: ${Array.from({ length: 500 }, (_, n) => `s${String(n)}`).join(', ')}`;
    expect(scopesBehind(/missing scopes?:/i, text)).to.have.lengthOf(20);
  });

  const challenges: readonly (readonly [header: string | null, scopes: readonly string[] | undefined])[] = [
    ['Bearer realm="x", error="insufficient_scope", scope="read:a write:b"', ['read:a', 'write:b']],
    ['Bearer error="insufficient_scope"', undefined],
    ['Bearer error="invalid_token", scope="read:a"', undefined],
    ['Bearer error="insufficient_scope", scope=""', undefined],
    [null, undefined],
  ];
  for (const [header, scopes] of challenges) {
    it(`${String(header)}: ${String(scopes)}`, () => {
      expect(challengedScopes(header)).to.deep.equal(scopes);
    });
  }
});
