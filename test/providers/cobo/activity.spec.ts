import { expect } from 'chai';

import { auditLog, auditLogEnvelope } from '../../../src/providers/cobo/codecs.js';
import { decoded, refuses } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

describe('cobo/codecs/audit-log', () => {
  it('the deprecated cursor stays in the envelope', () => {
    const body = fixture('cobo/auditLogs.json');
    expect(decoded(auditLogEnvelope, body).result?.next_cursor).to.equal('cursor-token');
  });

  const wire = fixture('cobo/auditLogs@item.json') as object;
  const ids: readonly (readonly [what: string, id: unknown, decoded: unknown])[] = [
    ['a whole number, as the document says', 42, 42],
    ['a text, as the manual prints it', 'log-1', 'log-1'],
    ['digits beyond 2^53, as their text', 9_007_199_254_740_993n, '9007199254740993'],
  ];
  for (const [what, id, expected] of ids) {
    it(`an id is ${what}`, () => {
      expect(decoded(auditLog, { ...wire, id }).id).to.equal(expected);
    });
  }

  for (const id of [1.5, true, null, {}]) {
    it(`an id is never ${JSON.stringify(id)}`, () => {
      expect(refuses(auditLog, { ...wire, id })).to.equal(true);
    });
  }
});
