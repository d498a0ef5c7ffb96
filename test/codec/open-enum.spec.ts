import { inspect } from 'node:util';

import { expect } from 'chai';

import { openEnum } from '../../src/codec/index.js';
import { decoded, refuses } from '../support/codec-laws.js';

describe('codec/open-enum', () => {
  const status = openEnum('ACTIVE', 'BANNED');

  it('decodes a known value', () => {
    expect(decoded(status, 'ACTIVE')).to.equal('ACTIVE');
  });

  it('undocumented changes of admin APIs (terraform-provider-openai PR #45): a new value decodes', () => {
    expect(decoded(status, 'PAUSED')).to.equal('PAUSED');
    expect(decoded(status, '')).to.equal('');
    expect(status.encode('PAUSED')).to.equal('PAUSED');
  });

  for (const wrong of [1, null, undefined, true, ['ACTIVE'], {}]) {
    it(`refuses ${inspect(wrong)}`, () => {
      expect(refuses(status, wrong)).to.equal(true);
      expect(status.is(wrong)).to.equal(false);
    });
  }

  it('has a short name, however many values it knows', () => {
    expect(status.name).to.equal('ACTIVE | BANNED');
    expect(openEnum('a', 'b', 'c', 'd', 'e').name).to.equal('a | b | c | ...');
    expect(openEnum('a', 'b', 'c', 'd', 'e').known).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
  });
});
