import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { temporaryKey } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/temporary-key', () => {
  itKeepsTheCodecLaws(temporaryKey);

  itAllows(temporaryKey, {
    id: 'always',
    name: 'always',
    prefix: 'null or absent',
    api_key: 'null or absent',
    is_test: 'null or absent',
    is_temporary: 'null or absent',
    revoked: 'null or absent',
    expiry_date: 'null or absent',
    max_usage: 'null or absent',
    key_usage: 'null or absent',
    rate_limit: 'null or absent',
    spending_limit: 'null or absent',
    spending_in_period: 'null or absent',
    created: 'null or absent',
    created_at: 'null or absent',
    last_used: 'null or absent',
  });

  it('decodes what keywordsai/list-temporary-keys.json holds, and gives it back, but for the spelling of times', () => {
    const wire = atPath(fixture('keywordsai/list-temporary-keys.json'), 'results.0');
    expect(temporaryKey.encode(decoded(temporaryKey, wire))).to.deep.equal({
      ...(wire as object),
      expiry_date: '2025-03-15T01:19:33.263Z',
    });
  });

  it('decodes what keywordsai/list-temporary-keys-bare.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-temporary-keys-bare.json'), '0');
    expect(temporaryKey.encode(decoded(temporaryKey, wire))).to.deep.equal(wire);
  });

  const created = fixture('keywordsai/create-temporary-key.json');

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
