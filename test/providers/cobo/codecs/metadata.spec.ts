import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import {
  asset,
  chain,
  metadataEnvelope,
  tokenCandidate,
} from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/metadata', () => {
  itKeepsTheCodecLaws(chain);

  itAllows(chain, {
    chain_id: 'always',
    chain_type: 'absent',
    symbol: 'absent',
    icon_url: 'null or absent',
    explorer_tx_url: 'null or absent',
    explorer_address_url: 'null or absent',
    require_memo: 'absent',
    confirming_threshold: 'absent',
    coinbase_maturity: 'absent',
  });

  itKeepsTheCodecLaws(asset);

  itAllows(asset, {
    token_id: 'always',
    chain_id: 'absent',
    asset_id: 'absent',
    symbol: 'absent',
    name: 'absent',
    decimal: 'absent',
    icon_url: 'null or absent',
    token_address: 'null or absent',
    fee_token_id: 'absent',
    can_deposit: 'absent',
    can_withdraw: 'absent',
    dust_threshold: 'absent',
    custodial_minimum_deposit_threshold: 'absent',
    asset_model_type: 'absent',
  });

  itKeepsTheCodecLaws(tokenCandidate);

  itAllows(tokenCandidate, {
    token_id: 'always',
    symbol: 'always',
    chain_id: 'always',
    chain_name: 'always',
    token_address: 'null or absent',
  });

  itKeepsTheCodecLaws(metadataEnvelope);

  itAllows(metadataEnvelope, {
    success: 'null or absent',
    suggestion: 'null or absent',
    message: 'null or absent',
    meta: 'null or absent',
    error: 'null or absent',
    result: 'absent',
  });

  it('decodes what cobo/list-chains.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-chains.json'), 'result.data.0');
    const item = decoded(chain, wire);
    expect(chain.encode(item)).to.deep.equal(wire);
  });

  it('decodes what cobo/list-assets.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-assets.json'), 'result.data.0');
    const item = decoded(asset, wire);
    expect(asset.encode(item)).to.deep.equal(wire);
  });

  it('decodes what cobo/search-tokens.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/search-tokens.json'), 'result.0');
    const item = decoded(tokenCandidate, wire);
    expect(tokenCandidate.encode(item)).to.deep.equal(wire);
  });

  it('the second block of pagination stays in the envelope, empty texts included', () => {
    const { result } = decoded(metadataEnvelope, fixture('cobo/list-assets.json'));
    expect(result?.pagination).to.deep.equal({ before: '', after: 'cursor-token', total_count: 120 });
  });
});
