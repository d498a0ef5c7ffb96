import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { auditLog, auditLogEnvelope } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/audit-log', () => {
  itKeepsTheCodecLaws(auditLog);

  itAllows(auditLog, {
    id: 'always',
    principal_id: 'null or absent',
    principal_type: 'always',
    wallet_id: 'null or absent',
    resource_type: 'null or absent',
    resource_id: 'null or absent',
    action: 'always',
    result: 'always',
    authz_details: 'always',
    request: 'always',
    error: 'null or absent',
    created_at: 'always',
  });

  itKeepsTheCodecLaws(auditLogEnvelope);

  itAllows(auditLogEnvelope, {
    success: 'null or absent',
    suggestion: 'null or absent',
    message: 'null or absent',
    meta: 'null or absent',
    error: 'null or absent',
    result: 'absent',
  });

  it('decodes what cobo/list-audit-logs.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-audit-logs.json'), 'result.items.0');
    const item = decoded(auditLog, wire);
    expect(auditLog.encode(item)).to.deep.equal(wire);
  });

  it('decodes what cobo/audit-log-manual.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/audit-log-manual.json'), '');
    const item = decoded(auditLog, wire);
    expect(auditLog.encode(item)).to.deep.equal(wire);
  });

  it('the deprecated cursor stays in the envelope', () => {
    const body = fixture('cobo/list-audit-logs.json');
    expect(decoded(auditLogEnvelope, body).result?.next_cursor).to.equal('cursor-token');
  });
});
