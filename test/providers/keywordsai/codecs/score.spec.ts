import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { score } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/score', () => {
  itKeepsTheCodecLaws(score);

  itAllows(score, {
    id: 'always',
    created_at: 'null or absent',
    type: 'null or absent',
    environment: 'null or absent',
    numerical_value: 'null or absent',
    string_value: 'null or absent',
    boolean_value: 'null or absent',
    categorical_value: 'null or absent',
    json_value: 'null or absent',
    is_passed: 'null or absent',
    cost: 'null or absent',
    evaluator_id: 'null or absent',
    evaluator_slug: 'null or absent',
    evaluator_name: 'null or absent',
    scorer: 'null or absent',
    log_id: 'null or absent',
    prompt_id: 'null or absent',
    prompt_version_number: 'null or absent',
    dataset_id: 'null or absent',
    automation_id: 'null or absent',
    status: 'null or absent',
    error_message: 'null or absent',
  });

  it('decodes what keywordsai/list-scores.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-scores.json'), 'results.0');
    expect(score.encode(decoded(score, wire))).to.deep.equal(wire);
  });
});
