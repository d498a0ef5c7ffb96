// Written by `npm run lists` from what the topics beside it export.

export { adminApiKeys, projectApiKeys } from './organization/api-keys.js';
export { auditLogs } from './organization/audit-logs.js';
export { certificates, projectCertificates } from './organization/certificates.js';
export {
  costs,
  spendAlerts,
  spendLimit,
  projectSpendAlerts,
  projectSpendLimit,
} from './organization/costs.js';
export {
  projects,
  projectUsers,
  projectServiceAccounts,
  projectRateLimits,
} from './organization/projects.js';
export {
  roles,
  userRoles,
  groupRoles,
  projectRoles,
  projectUserRoles,
  projectGroupRoles,
} from './organization/roles.js';
export {
  usageAudioSpeeches,
  usageAudioTranscriptions,
  usageCodeInterpreterSessions,
  usageCompletions,
  usageEmbeddings,
  usageFileSearchCalls,
  usageImages,
  usageModerations,
  usageVectorStores,
  usageWebSearchCalls,
} from './organization/usage.js';
export { users, invites, groups, groupUsers, projectGroups } from './organization/users.js';
export { assistants, threadMessages, threadRuns, threadRunSteps } from './platform/assistants.js';
export { chatCompletions, chatCompletionMessages } from './platform/chat-completions.js';
export { chatkitThreads, chatkitThreadItems } from './platform/chatkit.js';
export { containers, containerFiles } from './platform/containers.js';
export { conversationItems, responseInputItems } from './platform/conversations.js';
export { evals, evalRuns, evalRunOutputItems } from './platform/evals.js';
export { files, batches, models } from './platform/files.js';
export {
  fineTuningJobs,
  fineTuningJobCheckpoints,
  fineTuningJobEvents,
  checkpointPermissions,
} from './platform/fine-tuning.js';
export { videos, voiceConsents } from './platform/media.js';
export { skills, skillVersions } from './platform/skills.js';
export {
  vectorStores,
  vectorStoreFiles,
  vectorStoreFileContent,
  vectorStoreFileBatchFiles,
} from './platform/vector-stores.js';
