import { expect } from 'chai';
import { fineTuningJob } from '../../../../src/providers/openai/codecs.js';
import { decoded, refuses } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('openai/codecs/platform/fine-tuning-job', () => {
  const first = page('openai/fineTuning.jobs.json', 'data').items[0] as object;

  it('a hyperparameter is a number or the text auto; a seed may be larger than a number holds', () => {
    const hyperparameters = { batch_size: 'auto', n_epochs: 4, learning_rate_multiplier: 0.1 };
    const job = decoded(fineTuningJob, {
      ...first,
      hyperparameters,
      seed: 4_944_116_822_809_979_520n,
      error: { code: 'invalid', message: 'no', param: null },
    });
    expect(job.hyperparameters).to.deep.equal(hyperparameters);
    expect(job.seed).to.equal(4_944_116_822_809_979_520n);
    expect(job.error?.param).to.equal(null);
    expect(refuses(fineTuningJob, { ...first, hyperparameters: { batch_size: 1.5 } })).to.equal(true);
  });

  it('reinforcement learns from a grader', () => {
    const grader = { type: 'string_check', name: 'g', input: 'a', reference: 'b', operation: 'eq' };
    const method = {
      type: 'reinforcement',
      reinforcement: { grader, hyperparameters: { eval_samples: 'auto' } },
    };
    const job = decoded(fineTuningJob, { ...first, method });
    expect(job.method?.reinforcement?.grader?.operation).to.equal('eq');
    expect(job.method).to.deep.equal(method);
  });
});
