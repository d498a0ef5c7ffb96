// Written by `npm run lists` from what the topics beside it export.
import * as endpoints from './organization/endpoints.js';
import { listAllApiKeys } from './list-all-api-keys.js';

/** The lists of the organization, by the vendor’s resource tree: all of them take the admin key. */
export const organizationLists = {
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
};
