import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { workflow } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/workflow', () => {
  itKeepsTheCodecLaws(workflow);

  itAllows(workflow, {
    id: 'always',
    workflow_id: 'null or absent',
    version: 'null or absent',
    name: 'null or absent',
    description: 'null or absent',
    type: 'null or absent',
    trigger_event_type: 'null or absent',
    is_enabled: 'null or absent',
    is_starred: 'null or absent',
    is_read_only: 'null or absent',
    created_at: 'null or absent',
    updated_at: 'null or absent',
    deployed_version: 'null or absent',
  });

  it('decodes what keywordsai/list-workflows.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-workflows.json'), 'results.0');
    expect(workflow.encode(decoded(workflow, wire))).to.deep.equal(wire);
  });
});
