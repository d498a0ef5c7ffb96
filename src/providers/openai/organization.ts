import * as lists from './organization/endpoints.js';
import { listAllApiKeys } from './list-all-api-keys.js';

const projectLists = {
  list: lists.projects,
  apiKeys: {
    list: lists.projectApiKeys,
    listAll: listAllApiKeys,
  },
  users: {
    list: lists.projectUsers,
    roles: { list: lists.projectUserRoles },
  },
  serviceAccounts: { list: lists.projectServiceAccounts },
  rateLimits: { list: lists.projectRateLimits },
  certificates: { list: lists.projectCertificates },
  groups: {
    list: lists.projectGroups,
    roles: { list: lists.projectGroupRoles },
  },
  roles: { list: lists.projectRoles },
  spendAlerts: { list: lists.projectSpendAlerts },
  spendLimit: { get: lists.projectSpendLimit },
};

const usageLists = {
  completions: { list: lists.usageCompletions },
  embeddings: { list: lists.usageEmbeddings },
  moderations: { list: lists.usageModerations },
  images: { list: lists.usageImages },
  audioSpeeches: { list: lists.usageAudioSpeeches },
  audioTranscriptions: { list: lists.usageAudioTranscriptions },
  vectorStores: { list: lists.usageVectorStores },
  codeInterpreterSessions: { list: lists.usageCodeInterpreterSessions },
  fileSearchCalls: { list: lists.usageFileSearchCalls },
  webSearchCalls: { list: lists.usageWebSearchCalls },
};

/** The lists of the organization, by the vendor's resource tree: all of them take the admin key. */
export const organizationLists = {
  projects: projectLists,
  users: {
    list: lists.users,
    roles: { list: lists.userRoles },
  },
  groups: {
    list: lists.groups,
    users: { list: lists.groupUsers },
    roles: { list: lists.groupRoles },
  },
  roles: { list: lists.roles },
  invites: { list: lists.invites },
  auditLogs: { list: lists.auditLogs },
  certificates: { list: lists.certificates },
  adminApiKeys: { list: lists.adminApiKeys },
  spendAlerts: { list: lists.spendAlerts },
  spendLimit: { get: lists.spendLimit },
  usage: usageLists,
  costs: { list: lists.costs },
};
