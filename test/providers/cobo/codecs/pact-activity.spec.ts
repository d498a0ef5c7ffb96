import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import {
  pactHistoryBucket,
  pactHistoryPact,
  walletPactHistory,
  walletPactStats,
} from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/pact-activity', () => {
  itKeepsTheCodecLaws(walletPactStats);

  itAllows(walletPactStats, {
    wallet_id: 'always',
    total_pacts: 'always',
    total_active_pacts: 'always',
    total_tx_count: 'always',
    total_volume_usd: 'always',
    currency: 'always',
    since: 'always',
    as_of: 'always',
  });

  itKeepsTheCodecLaws(pactHistoryPact);

  itAllows(pactHistoryPact, {
    pact_id: 'null or absent',
    title: 'always',
    tx_count: 'always',
    tx_amount: 'always',
  });

  itKeepsTheCodecLaws(pactHistoryBucket);

  itAllows(pactHistoryBucket, {
    bucket_start: 'always',
    label: 'always',
    tx_count: 'always',
    tx_amount: 'always',
    pacts: 'always',
  });

  itKeepsTheCodecLaws(walletPactHistory);

  itAllows(walletPactHistory, {
    wallet_id: 'always',
    range: 'always',
    currency: 'always',
    summary: 'always',
    buckets: 'always',
    as_of: 'always',
  });

  it('decodes what cobo/get-wallet-pact-stats.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/get-wallet-pact-stats.json'), 'result');
    const item = decoded(walletPactStats, wire);
    expect(walletPactStats.encode(item)).to.deep.equal(wire);
  });

  it('decodes what cobo/get-wallet-pact-history.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/get-wallet-pact-history.json'), 'result');
    const item = decoded(walletPactHistory, wire);
    expect(walletPactHistory.encode(item)).to.deep.equal(wire);
  });
});
