import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { pendingOperation, pendingOperationEnvelope } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/pending-operation', () => {
  itKeepsTheCodecLaws(pendingOperation);

  itAllows(pendingOperation, {
    id: 'always',
    owner_id: 'always',
    request_id: 'null or absent',
    wallet_id: 'always',
    initiated_by: 'always',
    delegation_id: 'null or absent',
    operation_type: 'always',
    operation_data: 'always',
    policy_decision: 'null or absent',
    status: 'always',
    operation_token: 'null or absent',
    approved_by: 'null or absent',
    approved_at: 'null or absent',
    rejected_by: 'null or absent',
    rejected_at: 'null or absent',
    expires_at: 'always',
    execution_result: 'null',
    last_error: 'null or absent',
    created_at: 'always',
    updated_at: 'always',
  });

  itKeepsTheCodecLaws(pendingOperationEnvelope);

  itAllows(pendingOperationEnvelope, {
    success: 'null or absent',
    suggestion: 'null or absent',
    message: 'null or absent',
    meta: 'null or absent',
    error: 'null or absent',
    result: 'absent',
  });

  it('decodes what cobo/list-pending-operations.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-pending-operations.json'), 'result.items.0');
    const item = decoded(pendingOperation, wire);
    expect(pendingOperation.encode(item)).to.deep.equal(wire);
  });
});
