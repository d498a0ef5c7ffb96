import { lister, type Client } from '../../walk/index.js';
import * as endpoints from './endpoints.js';
import { keywordsaiClient, type KeywordsAiOptions } from './client.js';

const treeOf = (client: Client) => ({
  datasets: {
    list: lister(client, endpoints.datasets),
    logs: { list: lister(client, endpoints.datasetLogs) },
  },
  evaluators: {
    list: lister(client, endpoints.evaluators),
    filter: lister(client, endpoints.evaluatorsFilter),
    versions: { list: lister(client, endpoints.evaluatorVersions) },
  },
  experiments: {
    list: lister(client, endpoints.experiments),
    traces: { list: lister(client, endpoints.experimentTraces) },
  },
  logs: { scores: { list: lister(client, endpoints.logScores) } },
  logThreads: { list: lister(client, endpoints.logThreads) },
  prompts: {
    list: lister(client, endpoints.prompts),
    versions: { list: lister(client, endpoints.promptVersions) },
  },
  requestLogs: {
    list: lister(client, endpoints.requestLogs),
    legacy: lister(client, endpoints.requestLogsLegacy),
  },
  scores: { list: lister(client, endpoints.scores) },
  temporaryKeys: { list: lister(client, endpoints.temporaryKeys) },
  traces: { list: lister(client, endpoints.traces) },
  users: {
    list: lister(client, endpoints.users),
    search: lister(client, endpoints.usersSearch),
    summary: lister(client, endpoints.usersSummary),
    detail: { get: lister(client, endpoints.usersDetail) },
  },
  workflows: {
    list: lister(client, endpoints.workflows),
    versions: { list: lister(client, endpoints.workflowVersions) },
  },
});

/**
 * Returns a client of the lists of Keywords AI (now Respan); its methods follow the vendor's resource tree.
 *
 * API keys never belong in a browser: put this behind a server of your own.
 *
 * @param options `apiKey`, and {@link ClientOptions}; `baseUrl: 'https://api.respan.ai'` for the new name.
 * @throws ConfigError at once for options that cannot work. A missing key is one when a list is subscribed to.
 *
 * @example
 * for await (const user of keywordsai({ apiKey }).users.list({ environment: 'prod' })) console.log(user.total_cost);
 */
export const keywordsai = (options: KeywordsAiOptions) => {
  const client = keywordsaiClient(options);
  return {
    /** The client beneath: `list` takes any endpoint value. */
    client,
    /** What this client does, as it does it. */
    events$: client.events$,
    ...treeOf(client),
  };
};

/** What {@link keywordsai} returns. */
export type KeywordsAi = ReturnType<typeof keywordsai>;
