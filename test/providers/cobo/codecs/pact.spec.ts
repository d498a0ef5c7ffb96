import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import {
  pact,
  pactEnvelope,
  pactEvent,
  pactEventEnvelope,
  pactRemaining,
  pactTemplate,
} from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/pact', () => {
  itKeepsTheCodecLaws(pactRemaining);

  itAllows(pactRemaining, {
    tx_count_remaining: 'null or absent',
    usd_remaining: 'null or absent',
    time_remaining_seconds: 'null or absent',
  });

  itKeepsTheCodecLaws(pact);

  itAllows(pact, {
    id: 'always',
    name: 'always',
    intent: 'always',
    original_intent: 'null or absent',
    status: 'always',
    wallet_id: 'always',
    is_default: 'absent',
    created_at: 'always',
    expires_at: 'null or absent',
    recipe_slugs: 'null or absent',
    operator: 'null or absent',
    remaining: 'null or absent',
  });

  itKeepsTheCodecLaws(pactEvent);

  itAllows(pactEvent, {
    id: 'always',
    pact_id: 'always',
    event_type: 'always',
    metadata: 'null or absent',
    created_at: 'always',
  });

  for (const envelope of [pactEnvelope, pactEventEnvelope]) {
    itKeepsTheCodecLaws(envelope);

    itAllows(envelope, {
      success: 'null or absent',
      suggestion: 'null or absent',
      message: 'null or absent',
      meta: 'null or absent',
      error: 'null or absent',
      result: 'absent',
    });
  }

  itKeepsTheCodecLaws(pactTemplate);

  itAllows(pactTemplate, {
    id: 'always',
    recipe_slug: 'always',
    template: 'always',
    created_at: 'always',
    updated_at: 'always',
  });

  it('decodes what cobo/list-pacts.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-pacts.json'), 'result.pacts.0');
    const item = decoded(pact, wire);
    expect(pact.encode(item)).to.deep.equal(wire);
  });

  it('decodes what cobo/list-pact-events.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-pact-events.json'), 'result.events.0');
    const item = decoded(pactEvent, wire);
    expect(pactEvent.encode(item)).to.deep.equal(wire);
  });

  it('decodes what cobo/list-pact-templates.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-pact-templates.json'), 'result.0');
    const item = decoded(pactTemplate, wire);
    expect(pactTemplate.encode(item)).to.deep.equal(wire);
  });

  it('a status in UPPER CASE, as the manual writes it, is kept', () => {
    const wire = atPath(fixture('cobo/list-pacts.json'), 'result.pacts.0') as object;
    expect(decoded(pact, { ...wire, status: 'PENDING_APPROVAL' }).status).to.equal('PENDING_APPROVAL');
  });
});
