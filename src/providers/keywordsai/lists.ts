// Written by `npm run lists` from what the topics beside it export.
import * as endpoints from './endpoints.js';

/** The lists by the vendor’s resource tree: what becomes the methods of a client. */
export const lists = {
  datasets: { list: endpoints.datasets, logs: { list: endpoints.datasetLogs } },
  evaluators: {
    list: endpoints.evaluators,
    filter: { list: endpoints.evaluatorsFilter },
    versions: { list: endpoints.evaluatorVersions },
  },
  experiments: { list: endpoints.experiments, traces: { list: endpoints.experimentTraces } },
  logs: { scores: { list: endpoints.logScores } },
  logThreads: { list: endpoints.logThreads },
  prompts: { list: endpoints.prompts, versions: { list: endpoints.promptVersions } },
  requestLogs: { list: endpoints.requestLogs, legacy: { list: endpoints.requestLogsLegacy } },
  scores: { list: endpoints.scores },
  temporaryKeys: { list: endpoints.temporaryKeys },
  traces: { list: endpoints.traces },
  users: {
    list: endpoints.users,
    search: { list: endpoints.usersSearch },
    summary: { list: endpoints.usersSummary },
    detail: { get: endpoints.usersDetail },
  },
  workflows: { list: endpoints.workflows, versions: { list: endpoints.workflowVersions } },
};
