import { existsSync } from 'node:fs';
import type { Endpoint } from '../../src/walk/index.js';
import { ENDPOINTS } from '../support/providers.js';

/** Examples whose files are not called as their endpoint. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'openai.adminApiKeys': ['openai/admin-api-keys'],
  'openai.assistants': ['openai/platform/assistants'],
  'openai.audio.voiceConsents': ['openai/platform/voice-consents'],
  'openai.auditLogs': ['openai/audit-logs'],
  'openai.batches': ['openai/platform/batches'],
  'openai.chat.completions': ['openai/platform/chat-completions'],
  'openai.chat.completions.messages': ['openai/platform/chat-completion-messages'],
  'openai.chatkit.threads': ['openai/platform/chatkit-threads'],
  'openai.chatkit.threads.items': ['openai/platform/chatkit-thread-items'],
  'openai.containers': ['openai/platform/containers'],
  'openai.containers.files': ['openai/platform/container-files'],
  'openai.conversations.items': ['openai/platform/conversation-items'],
  'openai.evals': ['openai/platform/evals'],
  'openai.evals.runs': ['openai/platform/eval-runs'],
  'openai.evals.runs.outputItems': ['openai/platform/eval-run-output-items'],
  'openai.files': ['openai/platform/files'],
  'openai.fineTuning.checkpoints.permissions': ['openai/platform/checkpoint-permissions'],
  'openai.fineTuning.jobs': ['openai/platform/fine-tuning-jobs'],
  'openai.fineTuning.jobs.checkpoints': ['openai/platform/fine-tuning-job-checkpoints'],
  'openai.fineTuning.jobs.events': ['openai/platform/fine-tuning-job-events'],
  'openai.groups.roles': ['openai/group-roles'],
  'openai.groups.users': ['openai/group-users'],
  'openai.models': ['openai/platform/models'],
  'openai.projects.apiKeys': ['openai/project-api-keys', 'source-documents/openai-project-api-keys'],
  'openai.projects.certificates': ['openai/project-certificates'],
  'openai.projects.groups': ['openai/project-groups'],
  'openai.projects.groups.roles': ['openai/project-group-roles'],
  'openai.projects.rateLimits': ['openai/project-rate-limits'],
  'openai.projects.roles': ['openai/project-roles'],
  'openai.projects.serviceAccounts': ['openai/project-service-accounts'],
  'openai.projects.spendAlerts': ['openai/project-spend-alerts'],
  'openai.projects.users': ['openai/project-users'],
  'openai.projects.users.roles': ['openai/project-user-roles'],
  'openai.responses.inputItems': ['openai/platform/response-input-items'],
  'openai.spendAlerts': ['openai/spend-alerts'],
  'openai.threads.messages': ['openai/platform/thread-messages'],
  'openai.threads.runs': ['openai/platform/thread-runs'],
  'openai.threads.runs.steps': ['openai/platform/thread-run-steps'],
  'openai.usage.audioSpeeches': ['openai/usage-audio-speeches'],
  'openai.usage.audioTranscriptions': ['openai/usage-audio-transcriptions'],
  'openai.usage.codeInterpreterSessions': ['openai/usage-code-interpreter-sessions'],
  'openai.usage.completions': ['openai/usage-completions'],
  'openai.usage.embeddings': ['openai/usage-embeddings'],
  'openai.usage.fileSearchCalls': ['openai/usage-file-search-calls'],
  'openai.usage.images': ['openai/usage-images'],
  'openai.usage.moderations': ['openai/usage-moderations'],
  'openai.usage.vectorStores': ['openai/usage-vector-stores'],
  'openai.usage.webSearchCalls': ['openai/usage-web-search-calls'],
  'openai.users.roles': ['openai/user-roles'],
  'openai.vectorStores': ['openai/platform/vector-stores'],
  'openai.vectorStores.fileBatches.files': ['openai/platform/vector-store-file-batch-files'],
  'openai.vectorStores.files': ['openai/platform/vector-store-files'],
  'openai.videos': ['openai/platform/videos'],
  'keygen.arches': ['keygen/list-arches'],
  'keygen.artifacts': ['keygen/list-artifacts'],
  'keygen.channels': ['keygen/list-channels'],
  'keygen.components': ['keygen/list-components'],
  'keygen.engines': ['keygen/list-engines'],
  'keygen.entitlements': ['keygen/list-entitlements'],
  'keygen.environments': ['keygen/list-environments'],
  'keygen.eventLogs': ['keygen/list-event-logs'],
  'keygen.groups': ['keygen/list-groups'],
  'keygen.groups.owners': ['keygen/list-group-owners'],
  'keygen.keys': ['keygen/list-keys'],
  'keygen.licenses': ['keygen/list-licenses'],
  'keygen.machines': ['keygen/list-machines'],
  'keygen.packages': ['keygen/list-packages'],
  'keygen.plans': ['keygen/list-plans'],
  'keygen.platforms': ['keygen/list-platforms'],
  'keygen.policies': ['keygen/list-policies'],
  'keygen.processes': ['keygen/list-processes'],
  'keygen.products': ['keygen/list-products'],
  'keygen.releases': ['keygen/list-releases'],
  'keygen.releases.constraints': ['keygen/list-release-constraints'],
  'keygen.requestLogs': [
    'keygen/list-request-logs',
    'keygen/offset-without-count',
    'keygen/keyset-unknown-cursor',
  ],
  'keygen.settings': ['keygen/list-settings'],
  'keygen.tokens': ['keygen/list-tokens'],
  'keygen.users': [
    'keygen/list-users',
    'keygen/keyset-first-page',
    'keygen/keyset-last-page',
    'keygen/offset-last-page',
    'keygen/limit',
    'source-documents/keygen-users',
  ],
  'keygen.users.secondFactors': ['keygen/list-user-second-factors'],
  'keygen.webhookEndpoints': ['keygen/list-webhook-endpoints'],
  'keygen.webhookEvents': ['keygen/list-webhook-events'],
  'keywordsai.datasets': ['keywordsai/list-datasets'],
  'keywordsai.datasets.logs': ['keywordsai/list-dataset-logs', 'keywordsai/filter-dataset-logs-odd'],
  'keywordsai.evaluators': ['keywordsai/list-evaluators'],
  'keywordsai.experiments': ['keywordsai/list-experiments-v2'],
  'keywordsai.logThreads': ['keywordsai/list-threads'],
  'keywordsai.prompts': ['keywordsai/list-prompts', 'keywordsai/list-prompts-respan'],
  'keywordsai.prompts.versions': ['keywordsai/list-prompt-versions'],
  'keywordsai.requestLogs': ['keywordsai/list-request-logs', 'keywordsai/list-request-logs-respan'],
  'keywordsai.scores': ['keywordsai/list-scores'],
  'keywordsai.temporaryKeys': ['keywordsai/list-temporary-keys', 'keywordsai/list-temporary-keys-bare'],
  'keywordsai.traces': ['keywordsai/list-traces'],
  'keywordsai.users': ['source-documents/keywordsai-users-list'],
  'keywordsai.users.detail': ['keywordsai/retrieve-user'],
  'keywordsai.users.search': ['keywordsai/search-users-respan'],
  'keywordsai.users.summary': ['source-documents/keywordsai-users'],
  'keywordsai.workflows': ['keywordsai/list-workflows'],
  'cobo.apiKeys': ['cobo/list-api-keys-current', 'source-documents/cobo-api-keys'],
  'cobo.auditLogs': ['cobo/list-audit-logs'],
  'cobo.coinPrices': ['cobo/get-asset-coin-prices'],
  'cobo.faucet.tokens': ['cobo/list-tokens'],
  'cobo.metadata.assets': ['cobo/list-assets'],
  'cobo.metadata.chains': ['cobo/list-chains'],
  'cobo.metadata.tokens.search': ['cobo/search-tokens'],
  'cobo.pactTemplates': ['cobo/list-pact-templates'],
  'cobo.pacts': ['cobo/list-pacts'],
  'cobo.pacts.events': ['cobo/list-pact-events'],
  'cobo.pendingOperations': ['cobo/list-pending-operations'],
  'cobo.principals': ['cobo/list-principals'],
  'cobo.principals.agents': ['cobo/list-my-agents'],
  'cobo.recentAddresses': ['cobo/list-recent-addresses-by-user'],
  'cobo.wallets': ['cobo/list-wallets'],
  'cobo.wallets.addresses': ['cobo/list-wallet-addresses'],
  'cobo.wallets.balances': ['cobo/list-balances'],
  'cobo.wallets.pactHistory': ['cobo/get-wallet-pact-history'],
  'cobo.wallets.pactStats': ['cobo/get-wallet-pact-stats'],
  'cobo.wallets.recentAddresses': ['cobo/list-recent-addresses'],
  'cobo.wallets.transactions': ['cobo/list-user-transactions'],
};

/** The vendors' examples of one item alone. */
export const EXAMPLE_ITEMS: Readonly<Record<string, readonly string[]>> = {
  'cobo.auditLogs': ['cobo/audit-log-manual'],
  'keywordsai.temporaryKeys': ['keywordsai/create-temporary-key'],
};

/** Examples of a page without items. */
export const EMPTY_PAGES: readonly string[] = ['keygen/keyset-unknown-cursor'];

/** Examples without any item of a list, and what they show. */
export const NO_PAGES: Readonly<Record<string, string>> = {
  'cobo/error-policy-denied': 'an error',
  'cobo/error-simple': 'an error',
  'cobo/meta-cursor-manual': 'the pagination of any list',
};

/** A file that is called as its endpoint, such as `keygen/licenses.json`, is its example. */
const byName = (id: string): readonly string[] => {
  const name = id.replace('.', '/');
  return existsSync(new URL(`../fixtures/${name}.json`, import.meta.url)) ? [name] : [];
};

/**
 * The vendors' examples of a page of a list, or of a read: files below `test/fixtures`, by the endpoint. Keygen's lists below
 * another resource have the items of the list above, so they stand here once.
 */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [...ENDPOINTS.keys()].flatMap((id) => (byName(id).length === 0 ? [] : [[id, byName(id)]])),
  ),
  ...NAMED,
};

/** An example that has items of this endpoint: its own, or one of an endpoint whose items are the same. */
export const exampleOf = ({ id, item }: Endpoint): string => {
  const alike = [...ENDPOINTS.values()].filter((other) => other.item === item).map((other) => other.id);
  const [example] = [id, ...alike].flatMap((each) => EXAMPLES[each] ?? []);
  if (example === undefined) throw new Error(`there is no example of ${id}`);
  return example;
};
