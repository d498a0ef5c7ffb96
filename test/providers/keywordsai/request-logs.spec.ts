import { expect } from 'chai';

import { requestLog } from '../../../src/providers/keywordsai/codecs.js';
import { decoded } from '../../support/codec-laws.js';

describe('keywordsai/codecs/request-log', () => {
  it('takes a log type in upper case', () => {
    expect(decoded(requestLog, { log_type: 'CHAT' }).log_type).to.equal('CHAT');
  });
});
