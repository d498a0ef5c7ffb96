// Written by `npm run lists` from what the topics beside it export.

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
export { reference, tag, type Tag, person, type Person, listEnvelope, type ListEnvelope } from './list.js';
export {
  prompt,
  type Prompt,
  promptVersion,
  type PromptVersion,
  workflow,
  type Workflow,
} from './prompts.js';
export {
  requestLog,
  type RequestLog,
  logThread,
  type LogThread,
  trace,
  type Trace,
  experimentTrace,
  type ExperimentTrace,
} from './request-logs-codecs.js';
export { temporaryKey, type TemporaryKey } from './temporary-keys.js';
