import { lister, type Client } from '../../walk/index.js';
import * as endpoints from './endpoints.js';

/** Who may use what, and where it runs. */
const licensingOf = (client: Client) => ({
  users: {
    list: lister(client, endpoints.users),
    licenses: { list: lister(client, endpoints.userLicenses) },
    machines: { list: lister(client, endpoints.userMachines) },
    products: { list: lister(client, endpoints.userProducts) },
    secondFactors: { list: lister(client, endpoints.userSecondFactors) },
    tokens: { list: lister(client, endpoints.userTokens) },
  },
  groups: {
    list: lister(client, endpoints.groups),
    licenses: { list: lister(client, endpoints.groupLicenses) },
    machines: { list: lister(client, endpoints.groupMachines) },
    owners: { list: lister(client, endpoints.groupOwners) },
    users: { list: lister(client, endpoints.groupUsers) },
  },
  licenses: {
    list: lister(client, endpoints.licenses),
    entitlements: { list: lister(client, endpoints.licenseEntitlements) },
    machines: { list: lister(client, endpoints.licenseMachines) },
    tokens: { list: lister(client, endpoints.licenseTokens) },
    users: { list: lister(client, endpoints.licenseUsers) },
  },
  machines: {
    list: lister(client, endpoints.machines),
    components: { list: lister(client, endpoints.machineComponents) },
    processes: { list: lister(client, endpoints.machineProcesses) },
  },
  components: { list: lister(client, endpoints.components) },
  processes: { list: lister(client, endpoints.processes) },
  tokens: { list: lister(client, endpoints.tokens) },
  policies: {
    list: lister(client, endpoints.policies),
    entitlements: { list: lister(client, endpoints.policyEntitlements) },
    licenses: { list: lister(client, endpoints.policyLicenses) },
    pool: { list: lister(client, endpoints.policyPool) },
  },
  entitlements: { list: lister(client, endpoints.entitlements) },
  keys: { list: lister(client, endpoints.keys) },
});

/** What is sold, and how it is shipped. */
const distributionOf = (client: Client) => ({
  products: {
    list: lister(client, endpoints.products),
    arches: { list: lister(client, endpoints.productArches) },
    artifacts: { list: lister(client, endpoints.productArtifacts) },
    channels: { list: lister(client, endpoints.productChannels) },
    engines: { list: lister(client, endpoints.productEngines) },
    licenses: { list: lister(client, endpoints.productLicenses) },
    machines: { list: lister(client, endpoints.productMachines) },
    packages: { list: lister(client, endpoints.productPackages) },
    platforms: { list: lister(client, endpoints.productPlatforms) },
    policies: { list: lister(client, endpoints.productPolicies) },
    releases: { list: lister(client, endpoints.productReleases) },
    tokens: { list: lister(client, endpoints.productTokens) },
    users: { list: lister(client, endpoints.productUsers) },
  },
  releases: {
    list: lister(client, endpoints.releases),
    artifacts: { list: lister(client, endpoints.releaseArtifacts) },
    constraints: { list: lister(client, endpoints.releaseConstraints) },
    entitlements: { list: lister(client, endpoints.releaseEntitlements) },
  },
  artifacts: { list: lister(client, endpoints.artifacts) },
  packages: { list: lister(client, endpoints.packages) },
  engines: { list: lister(client, endpoints.engines) },
  platforms: { list: lister(client, endpoints.platforms) },
  arches: { list: lister(client, endpoints.arches) },
  channels: { list: lister(client, endpoints.channels) },
});

/** What happens in the account, and how it is set up. */
const accountOf = (client: Client) => ({
  environments: {
    list: lister(client, endpoints.environments),
    tokens: { list: lister(client, endpoints.environmentTokens) },
  },
  webhookEndpoints: { list: lister(client, endpoints.webhookEndpoints) },
  webhookEvents: { list: lister(client, endpoints.webhookEvents) },
  requestLogs: { list: lister(client, endpoints.requestLogs) },
  eventLogs: { list: lister(client, endpoints.eventLogs) },
  settings: { list: lister(client, endpoints.settings) },
  plans: { list: lister(client, endpoints.plans) },
});

/** Returns the lists of a client, by the vendor's resource tree. */
export const listsOf = (client: Client) => ({
  ...licensingOf(client),
  ...distributionOf(client),
  ...accountOf(client),
});
