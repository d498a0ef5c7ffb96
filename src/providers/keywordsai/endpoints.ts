// Written by `npm run lists` from what the topics beside it export.

export { users, usersDetail, usersSearch, usersSummary } from './customers.js';
export { datasets, datasetLogs } from './datasets.js';
export { evaluators, evaluatorsFilter, evaluatorVersions, scores, logScores } from './evaluators.js';
export { experiments, experimentTraces } from './experiments.js';
export { prompts, promptVersions, workflows, workflowVersions } from './prompts.js';
export { requestLogs, requestLogsLegacy, logThreads, traces } from './request-logs.js';
export { temporaryKeys } from './temporary-keys.js';
