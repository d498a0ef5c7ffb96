import { expect } from 'chai';

import { requestLog } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/request-log', () => {
  itKeepsTheCodecLaws(requestLog);

  itAllows(requestLog.required.attributes, {
    url: 'always',
    method: 'always',
    status: 'always',
    userAgent: 'null',
    ip: 'null',
    requestHeaders: 'null or absent',
    requestBody: 'null or absent',
    responseSignature: 'null or absent',
    responseHeaders: 'null or absent',
    responseBody: 'null or absent',
    created: 'always',
    updated: 'always',
  });

  itAllows(requestLog.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    requestor: 'absent',
    resource: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-request-logs.json', 'data').items;
    const item = decoded(requestLog, wire);
    expect(item.attributes.status).to.equal('200');
    expect(item.attributes.responseBody).to.equal(null);
    expect(requestLog.encode(item)).to.deep.equal(wire);
  });
});
