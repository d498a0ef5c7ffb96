import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isoOf, lastUsedOf, metaOf } from '../../src/records/index.js';

const AT = new Date('2026-01-15T12:00:00Z');

describe('metaOf', () => {
  it('names a record by source, resource and id', () => {
    expect(metaOf('openai', 'users', 'u1', { source: 'openai:acme', observedAt: AT })).to.deep.equal({
      uid: 'openai:acme/users/u1',
      provider: 'openai',
      source: 'openai:acme',
      resource: 'users',
      observedAt: '2026-01-15T12:00:00.000Z',
      revision: 0,
    });
  });
});

describe('isoOf', () => {
  for (const [time, iso] of [
    [AT, '2026-01-15T12:00:00.000Z'],
    [null, undefined],
    [undefined, undefined],
  ] as const) {
    it(`gives ${String(iso)}`, () => expect(isoOf(time)).to.equal(iso));
  }
});

describe('lastUsedOf', () => {
  it('tells never from not reported', () => {
    expect(lastUsedOf(AT)).to.deep.equal({
      state: 'used',
      at: '2026-01-15T12:00:00.000Z',
      evidence: 'provider',
    });
    expect(lastUsedOf(null)).to.deep.equal({ state: 'never', evidence: 'provider' });
    expect(lastUsedOf(undefined)).to.deep.equal({ state: 'not_reported' });
  });
});

describe('records of the providers', () => {
  const files = readdirSync('src/providers', { recursive: true, encoding: 'utf8' })
    .map((name) => join('src/providers', name))
    .filter((name) => /records.*\.ts$/.test(name));

  it('begin with their type: what begins with the members of another object has a shape of its own, larger than itself', () => {
    const texts = files.map((name) => [name, readFileSync(name, 'utf8')] as const);
    expect(texts.filter(([, text]) => text.includes('...metaOf('))).to.have.length.above(4);
    expect(texts.filter(([, text]) => /\{\s*\.\.\.metaOf\(/.test(text)).map(([name]) => name)).to.deep.equal(
      [],
    );
  });
});
