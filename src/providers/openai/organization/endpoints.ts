export { adminApiKeys, projectApiKeys } from './api-keys.js';
export { auditLogs } from './audit-logs.js';
export { certificates, projectCertificates } from './certificates.js';
export { costs, projectSpendAlerts, projectSpendLimit, spendAlerts, spendLimit } from './costs.js';
export { groupRoles, projectGroupRoles, projectRoles, projectUserRoles, roles, userRoles } from './roles.js';
export { groups, groupUsers, invites, projectGroups, users } from './users.js';
export { projectRateLimits, projects, projectServiceAccounts, projectUsers } from './projects.js';
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
