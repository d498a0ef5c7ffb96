export { datasetLogs, datasets } from './datasets.js';
export { evaluators, evaluatorsFilter, evaluatorVersions, logScores, scores } from './evaluators.js';
export { experiments, experimentTraces } from './experiments.js';
export { logThreads, requestLogs, requestLogsLegacy } from './request-logs.js';
export { prompts, promptVersions, workflows, workflowVersions } from './prompts.js';
export { temporaryKeys } from './temporary-keys.js';
export { traces } from './traces.js';
export { users, usersDetail, usersSearch, usersSummary } from './customers.js';
