import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { evaluator, evaluatorPerson } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/evaluator', () => {
  itKeepsTheCodecLaws(evaluatorPerson);

  itAllows(evaluatorPerson, {
    first_name: 'null or absent',
    last_name: 'null or absent',
    email: 'null or absent',
  });

  itKeepsTheCodecLaws(evaluator);

  itAllows(evaluator, {
    id: 'always',
    name: 'null or absent',
    evaluator_slug: 'null or absent',
    type: 'null or absent',
    score_value_type: 'null or absent',
    eval_class: 'null or absent',
    description: 'null or absent',
    created_by: 'null or absent',
    updated_by: 'null or absent',
    created_at: 'null or absent',
    updated_at: 'null or absent',
    custom_required_fields: 'null or absent',
    categorical_choices: 'null or absent',
    starred: 'null or absent',
    organization: 'null or absent',
    tags: 'null or absent',
    version_id: 'null or absent',
    version: 'null or absent',
    is_read_only: 'null or absent',
    version_description: 'null or absent',
    score_config: 'null or absent',
    passing_conditions: 'null or absent',
    llm_config: 'null or absent',
    code_config: 'null or absent',
  });

  it('decodes what keywordsai/list-evaluators.json holds, and gives it back, but for the spelling of times', () => {
    const wire = atPath(fixture('keywordsai/list-evaluators.json'), 'results.0');
    expect(evaluator.encode(decoded(evaluator, wire))).to.deep.equal({
      ...(wire as object),
      created_at: '2025-09-11T09:43:55.858Z',
      updated_at: '2025-09-11T09:43:55.858Z',
    });
  });
});
