// Written by `npm run lists` from what the topics beside it export.

export { adminApiKeys, projectApiKeys } from './api-keys.js';
export { auditLogs } from './audit-logs.js';
export { certificates, projectCertificates } from './certificates.js';
export { costs, spendAlerts, spendLimit, projectSpendAlerts, projectSpendLimit } from './costs.js';
export { projects, projectUsers, projectServiceAccounts, projectRateLimits } from './projects.js';
export { roles, userRoles, groupRoles, projectRoles, projectUserRoles, projectGroupRoles } from './roles.js';
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
} from './usage.js';
export { users, invites, groups, groupUsers, projectGroups } from './users.js';
