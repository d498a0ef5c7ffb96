export { listEnvelope, type ListEnvelope, person, type Person, reference, tag, type Tag } from './list.js';
export {
  customer,
  type Customer,
  customerDetail,
  type CustomerDetail,
  customerSummary,
  type CustomerSummary,
} from './customers.js';
export {
  dataset,
  type Dataset,
  datasetLog,
  type DatasetLog,
  datasetLogEnvelope,
  type DatasetLogEnvelope,
} from './datasets.js';
export { evaluator, type Evaluator, score, type Score } from './evaluators.js';
export { experiment, type Experiment, experimentEnvelope, type ExperimentEnvelope } from './experiments.js';
export { logThread, type LogThread, requestLog, type RequestLog } from './request-logs.js';
export {
  prompt,
  type Prompt,
  promptVersion,
  type PromptVersion,
  workflow,
  type Workflow,
} from './prompts.js';
export { temporaryKey, type TemporaryKey } from './temporary-keys.js';
export { experimentTrace, type ExperimentTrace, trace, type Trace } from './traces.js';
