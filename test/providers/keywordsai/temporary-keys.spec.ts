import { expect } from 'chai';

import { temporaryKey } from '../../../src/providers/keywordsai/codecs.js';
import { decoded } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

describe('keywordsai/codecs/temporary-key', () => {
  const created = fixture('keywordsai/temporaryKeys@item.json');

  it('the key itself, should a list ever hold it, is a secret', () => {
    const key = decoded(temporaryKey, created);
    expect(JSON.stringify([key, temporaryKey.encode(key)])).to.not.include('CANARY');
    expect(key.api_key?.reveal()).to.equal('vcjRcdm8.CANARY');
  });

  it('what stands for never and for unlimited stays as the wire has it', () => {
    const key = decoded(temporaryKey, created);
    expect(key.last_used).to.deep.equal(new Date(0));
    expect(key.max_usage).to.equal(-1);
    expect(temporaryKey.encode(key)).to.include({ last_used: '1970-01-01T00:00:00Z', max_usage: -1 });
  });
});
