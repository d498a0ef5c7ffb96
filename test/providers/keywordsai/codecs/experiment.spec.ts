import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { experiment, experimentEnvelope } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/experiment', () => {
  itKeepsTheCodecLaws(experiment);

  itAllows(experiment, {
    id: 'always',
    name: 'null or absent',
    status: 'null or absent',
    description: 'null or absent',
    dataset: 'null or absent',
    dataset_id: 'null or absent',
    dataset_name: 'null or absent',
    workflow_count: 'null or absent',
    progress: 'null or absent',
    created_at: 'null or absent',
    started_at: 'null or absent',
    completed_at: 'null or absent',
    tags: 'null or absent',
  });

  itKeepsTheCodecLaws(experimentEnvelope);

  itAllows(experimentEnvelope, {
    count: 'null or absent',
    next: 'null or absent',
    previous: 'null or absent',
    aggregation_data: 'null or absent',
    current_filters: 'null or absent',
    filters_data: 'null or absent',
    filter_options: 'null or absent',
    total: 'null or absent',
    limit: 'null or absent',
    offset: 'null or absent',
    has_more: 'null or absent',
  });

  it('decodes what keywordsai/list-experiments-v2.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-experiments-v2.json'), 'results.0');
    expect(experiment.encode(decoded(experiment, wire))).to.deep.equal(wire);
  });
});
