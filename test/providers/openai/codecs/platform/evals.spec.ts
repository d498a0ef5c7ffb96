import {
  evalApiError,
  evalRun,
  evalRunOutputItem,
  evaluation,
  testingCriterion,
} from '../../../../../src/providers/openai/codecs/platform/index.js';
import { describeCodec, describePart } from './describe-codec.js';

describe('openai/codecs/platform: evaluations', () => {
  describeCodec(
    evaluation,
    {
      always: 'id object name data_source_config testing_criteria created_at',
      null: 'metadata',
    },
    'evals',
  );

  describePart(testingCriterion, {
    always: 'type name',
    'null or absent':
      'id model input labels passing_labels reference operation evaluation_metric pass_threshold source image_tag ' +
      'sampling_params range',
  });

  describeCodec(
    evalRun,
    {
      always: 'id object eval_id status name created_at report_url result_counts data_source',
      null: 'model per_model_usage per_testing_criteria_results metadata error',
    },
    'eval-runs',
  );

  describePart(evalApiError, { absent: 'code message' });

  describeCodec(
    evalRunOutputItem,
    {
      always: 'id object run_id eval_id created_at status datasource_item_id datasource_item results sample',
    },
    'eval-run-output-items',
  );
});
