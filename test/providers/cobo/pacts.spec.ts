import { expect } from 'chai';

import { pact } from '../../../src/providers/cobo/codecs.js';
import { atPath } from '../../../src/paging/index.js';
import { decoded, refuses } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

describe('cobo/codecs/pact', () => {
  const wire = atPath(fixture('cobo/pacts.json'), 'result.pacts.0') as object;

  it('a status in UPPER CASE, as the manual writes it, is kept', () => {
    expect(decoded(pact, { ...wire, status: 'PENDING_APPROVAL' }).status).to.equal('PENDING_APPROVAL');
  });

  it('an operator without its details does not cost the pact, one without an id does', () => {
    const operator = { id: 'principal-1', name: null };
    expect(decoded(pact, { ...wire, operator }).operator).to.deep.equal(operator);
    expect(refuses(pact, { ...wire, operator: { name: 'Ann' } })).to.equal(true);
  });
});
