import { expect } from 'chai';

import { webhookEndpoint } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/webhook-endpoint', () => {
  itKeepsTheCodecLaws(webhookEndpoint);

  itAllows(webhookEndpoint.required.attributes, {
    url: 'always',
    subscriptions: 'always',
    signatureAlgorithm: 'always',
    apiVersion: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(webhookEndpoint.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-webhook-endpoints.json', 'data').items;
    const item = decoded(webhookEndpoint, wire);
    expect(item.attributes.subscriptions).to.deep.equal(['*']);
    expect(item.relationships?.product?.data).to.equal(null);
    expect(webhookEndpoint.encode(item)).to.deep.equal(wire);
  });
});
