import { lister, type Client } from '../../walk/index.js';
import * as lists from './organization/endpoints.js';
import { listAllApiKeys } from './list-all-api-keys.js';

const projectLists = (client: Client) => ({
  list: lister(client, lists.projects),
  apiKeys: {
    list: lister(client, lists.projectApiKeys),
    listAll: listAllApiKeys(client),
  },
  users: {
    list: lister(client, lists.projectUsers),
    roles: { list: lister(client, lists.projectUserRoles) },
  },
  serviceAccounts: { list: lister(client, lists.projectServiceAccounts) },
  rateLimits: { list: lister(client, lists.projectRateLimits) },
  certificates: { list: lister(client, lists.projectCertificates) },
  groups: {
    list: lister(client, lists.projectGroups),
    roles: { list: lister(client, lists.projectGroupRoles) },
  },
  roles: { list: lister(client, lists.projectRoles) },
  spendAlerts: { list: lister(client, lists.projectSpendAlerts) },
  spendLimit: { get: lister(client, lists.projectSpendLimit) },
});

const usageLists = (client: Client) => ({
  completions: { list: lister(client, lists.usageCompletions) },
  embeddings: { list: lister(client, lists.usageEmbeddings) },
  moderations: { list: lister(client, lists.usageModerations) },
  images: { list: lister(client, lists.usageImages) },
  audioSpeeches: { list: lister(client, lists.usageAudioSpeeches) },
  audioTranscriptions: { list: lister(client, lists.usageAudioTranscriptions) },
  vectorStores: { list: lister(client, lists.usageVectorStores) },
  codeInterpreterSessions: { list: lister(client, lists.usageCodeInterpreterSessions) },
  fileSearchCalls: { list: lister(client, lists.usageFileSearchCalls) },
  webSearchCalls: { list: lister(client, lists.usageWebSearchCalls) },
});

/** Returns the lists of the organization as methods of a client: all of them take the admin key. */
export const organizationLists = (client: Client) => ({
  projects: projectLists(client),
  users: {
    list: lister(client, lists.users),
    roles: { list: lister(client, lists.userRoles) },
  },
  groups: {
    list: lister(client, lists.groups),
    users: { list: lister(client, lists.groupUsers) },
    roles: { list: lister(client, lists.groupRoles) },
  },
  roles: { list: lister(client, lists.roles) },
  invites: { list: lister(client, lists.invites) },
  auditLogs: { list: lister(client, lists.auditLogs) },
  certificates: { list: lister(client, lists.certificates) },
  adminApiKeys: { list: lister(client, lists.adminApiKeys) },
  spendAlerts: { list: lister(client, lists.spendAlerts) },
  spendLimit: { get: lister(client, lists.spendLimit) },
  usage: usageLists(client),
  costs: { list: lister(client, lists.costs) },
});
