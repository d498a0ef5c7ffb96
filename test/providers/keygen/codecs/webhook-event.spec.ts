import { expect } from 'chai';

import { webhookEvent } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/webhook-event', () => {
  itKeepsTheCodecLaws(webhookEvent);

  itAllows(webhookEvent.required.attributes, {
    endpoint: 'always',
    apiVersion: 'always',
    payload: 'null',
    event: 'always',
    status: 'null',
    lastResponseCode: 'null',
    lastResponseBody: 'null',
    created: 'always',
    updated: 'always',
  });

  itAllows(webhookEvent.optional.relationships, {
    account: 'absent',
    environment: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-webhook-events.json', 'data').items;
    const item = decoded(webhookEvent, wire);
    expect(item.attributes.payload).to.equal('{"data":{}}');
    expect(item.meta?.idempotencyToken).to.equal('b1e3f5');
    expect(webhookEvent.encode(item)).to.deep.equal(wire);
  });
});
