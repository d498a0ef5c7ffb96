import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { logThread } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/log-thread', () => {
  itKeepsTheCodecLaws(logThread);

  itAllows(logThread, {
    thread_identifier: 'always',
    environment: 'null or absent',
    log_count: 'null or absent',
  });

  it('decodes what keywordsai/list-threads.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-threads.json'), 'results.0');
    expect(logThread.encode(decoded(logThread, wire))).to.deep.equal(wire);
  });
});
