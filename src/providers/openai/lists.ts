// Written by `npm run lists` from what the topics beside it export.
import * as endpoints from './endpoints.js';
import { listAllApiKeys } from './organization/api-keys.js';

/** The lists by the vendor’s resource tree: what becomes the methods of a client. */
export const lists = {
  projects: {
    list: endpoints.projects,
    apiKeys: { list: endpoints.projectApiKeys, listAll: listAllApiKeys },
    users: { list: endpoints.projectUsers, roles: { list: endpoints.projectUserRoles } },
    serviceAccounts: { list: endpoints.projectServiceAccounts },
    rateLimits: { list: endpoints.projectRateLimits },
    certificates: { list: endpoints.projectCertificates },
    groups: { list: endpoints.projectGroups, roles: { list: endpoints.projectGroupRoles } },
    roles: { list: endpoints.projectRoles },
    spendAlerts: { list: endpoints.projectSpendAlerts },
    spendLimit: { get: endpoints.projectSpendLimit },
  },
  users: { list: endpoints.users, roles: { list: endpoints.userRoles } },
  groups: {
    list: endpoints.groups,
    users: { list: endpoints.groupUsers },
    roles: { list: endpoints.groupRoles },
  },
  roles: { list: endpoints.roles },
  invites: { list: endpoints.invites },
  auditLogs: { list: endpoints.auditLogs },
  certificates: { list: endpoints.certificates },
  adminApiKeys: { list: endpoints.adminApiKeys },
  spendAlerts: { list: endpoints.spendAlerts },
  spendLimit: { get: endpoints.spendLimit },
  usage: {
    completions: { list: endpoints.usageCompletions },
    embeddings: { list: endpoints.usageEmbeddings },
    moderations: { list: endpoints.usageModerations },
    images: { list: endpoints.usageImages },
    audioSpeeches: { list: endpoints.usageAudioSpeeches },
    audioTranscriptions: { list: endpoints.usageAudioTranscriptions },
    vectorStores: { list: endpoints.usageVectorStores },
    codeInterpreterSessions: { list: endpoints.usageCodeInterpreterSessions },
    fileSearchCalls: { list: endpoints.usageFileSearchCalls },
    webSearchCalls: { list: endpoints.usageWebSearchCalls },
  },
  costs: { list: endpoints.costs },
  assistants: { list: endpoints.assistants },
  audio: { voiceConsents: { list: endpoints.voiceConsents } },
  batches: { list: endpoints.batches },
  chat: {
    completions: { list: endpoints.chatCompletions, messages: { list: endpoints.chatCompletionMessages } },
  },
  chatkit: { threads: { list: endpoints.chatkitThreads, items: { list: endpoints.chatkitThreadItems } } },
  containers: { list: endpoints.containers, files: { list: endpoints.containerFiles } },
  conversations: { items: { list: endpoints.conversationItems } },
  evals: {
    list: endpoints.evals,
    runs: { list: endpoints.evalRuns, outputItems: { list: endpoints.evalRunOutputItems } },
  },
  files: { list: endpoints.files },
  fineTuning: {
    checkpoints: { permissions: { list: endpoints.checkpointPermissions } },
    jobs: {
      list: endpoints.fineTuningJobs,
      checkpoints: { list: endpoints.fineTuningJobCheckpoints },
      events: { list: endpoints.fineTuningJobEvents },
    },
  },
  models: { list: endpoints.models },
  responses: { inputItems: { list: endpoints.responseInputItems } },
  skills: { list: endpoints.skills, versions: { list: endpoints.skillVersions } },
  threads: {
    messages: { list: endpoints.threadMessages },
    runs: { list: endpoints.threadRuns, steps: { list: endpoints.threadRunSteps } },
  },
  vectorStores: {
    list: endpoints.vectorStores,
    fileBatches: { files: { list: endpoints.vectorStoreFileBatchFiles } },
    files: { list: endpoints.vectorStoreFiles, content: { list: endpoints.vectorStoreFileContent } },
  },
  videos: { list: endpoints.videos },
};
