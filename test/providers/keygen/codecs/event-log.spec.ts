import { expect } from 'chai';

import { eventLog } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/event-log', () => {
  itKeepsTheCodecLaws(eventLog);

  itAllows(eventLog.required.attributes, {
    event: 'always',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(eventLog.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    request: 'absent',
    whodunnit: 'absent',
    resource: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-event-logs.json', 'data').items;
    const item = decoded(eventLog, wire);
    expect(item.attributes.event).to.equal('license.created');
    expect(item.relationships?.resource?.data?.type).to.equal('licenses');
    expect(eventLog.encode(item)).to.deep.equal(wire);
  });
});
