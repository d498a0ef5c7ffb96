import { expect } from 'chai';

import { plan } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/plan', () => {
  itKeepsTheCodecLaws(plan);

  itAllows(plan.required.attributes, {
    name: 'always',
    price: 'null',
    interval: 'null',
    trialDuration: 'null',
    requestLogRetentionDuration: 'null',
    eventLogRetentionDuration: 'null',
    maxReqs: 'null',
    maxAdmins: 'null',
    maxUsers: 'null',
    maxPolicies: 'null',
    maxLicenses: 'null',
    maxProducts: 'null',
    maxStorage: 'null',
    maxTransfer: 'null',
    maxUpload: 'null',
    private: 'absent',
    created: 'always',
    updated: 'always',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-plans.json', 'data').items;
    const item = decoded(plan, wire);
    expect(item.attributes.price).to.equal(9900);
    expect(item).to.not.have.property('relationships');
    expect(plan.encode(item)).to.deep.equal(wire);
  });
});
