import { expect } from 'chai';

import { apiKey } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('cobo/codecs/api-key', () => {
  itKeepsTheCodecLaws(apiKey);

  itAllows(apiKey, {
    id: 'always',
    principal_id: 'always',
    name: 'always',
    key_prefix: 'always',
    scopes: 'always',
    is_revoked: 'always',
    created_at: 'always',
    updated_at: 'always',
    expires_at: 'null or absent',
    last_used_at: 'null or absent',
    revoked_at: 'null or absent',
    pact_id: 'null or absent',
    delegation_id: 'null or absent',
  });

  it('decodes the source document, delegation_id included', () => {
    const [wire] = page('source-documents/cobo-api-keys.json', 'result').items;
    const item = decoded(apiKey, wire);
    expect(item.delegation_id).to.equal('3c90c3cc-0d44-4b50-8888-8dd25736052a');
    expect(item.expires_at).to.deep.equal(new Date('2023-11-07T05:31:56Z'));
    expect(apiKey.encode(item)).to.deep.equal(wire);
  });

  it('decodes what the current version sends', () => {
    const [wire] = page('cobo/list-api-keys-current.json', 'result').items;
    const item = decoded(apiKey, wire);
    expect(item).to.not.have.property('delegation_id');
    expect(item.revoked_at).to.equal(null);
    expect(item.scopes).to.deep.equal(['wallet:read']);
    expect(apiKey.encode(item)).to.deep.equal(wire);
  });
});
