import * as endpoints from './endpoints.js';

/** Who may use what, and where it runs. */
const licensing = {
  users: {
    list: endpoints.users,
    licenses: { list: endpoints.userLicenses },
    machines: { list: endpoints.userMachines },
    products: { list: endpoints.userProducts },
    secondFactors: { list: endpoints.userSecondFactors },
    tokens: { list: endpoints.userTokens },
  },
  groups: {
    list: endpoints.groups,
    licenses: { list: endpoints.groupLicenses },
    machines: { list: endpoints.groupMachines },
    owners: { list: endpoints.groupOwners },
    users: { list: endpoints.groupUsers },
  },
  licenses: {
    list: endpoints.licenses,
    entitlements: { list: endpoints.licenseEntitlements },
    machines: { list: endpoints.licenseMachines },
    tokens: { list: endpoints.licenseTokens },
    users: { list: endpoints.licenseUsers },
  },
  machines: {
    list: endpoints.machines,
    components: { list: endpoints.machineComponents },
    processes: { list: endpoints.machineProcesses },
  },
  components: { list: endpoints.components },
  processes: { list: endpoints.processes },
  tokens: { list: endpoints.tokens },
  policies: {
    list: endpoints.policies,
    entitlements: { list: endpoints.policyEntitlements },
    licenses: { list: endpoints.policyLicenses },
    pool: { list: endpoints.policyPool },
  },
  entitlements: { list: endpoints.entitlements },
  keys: { list: endpoints.keys },
};

/** What is sold, and how it is shipped. */
const distribution = {
  products: {
    list: endpoints.products,
    arches: { list: endpoints.productArches },
    artifacts: { list: endpoints.productArtifacts },
    channels: { list: endpoints.productChannels },
    engines: { list: endpoints.productEngines },
    licenses: { list: endpoints.productLicenses },
    machines: { list: endpoints.productMachines },
    packages: { list: endpoints.productPackages },
    platforms: { list: endpoints.productPlatforms },
    policies: { list: endpoints.productPolicies },
    releases: { list: endpoints.productReleases },
    tokens: { list: endpoints.productTokens },
    users: { list: endpoints.productUsers },
  },
  releases: {
    list: endpoints.releases,
    artifacts: { list: endpoints.releaseArtifacts },
    constraints: { list: endpoints.releaseConstraints },
    entitlements: { list: endpoints.releaseEntitlements },
  },
  artifacts: { list: endpoints.artifacts },
  packages: { list: endpoints.packages },
  engines: { list: endpoints.engines },
  platforms: { list: endpoints.platforms },
  arches: { list: endpoints.arches },
  channels: { list: endpoints.channels },
};

/** What happens in the account, and how it is set up. */
const account = {
  environments: {
    list: endpoints.environments,
    tokens: { list: endpoints.environmentTokens },
  },
  webhookEndpoints: { list: endpoints.webhookEndpoints },
  webhookEvents: { list: endpoints.webhookEvents },
  requestLogs: { list: endpoints.requestLogs },
  eventLogs: { list: endpoints.eventLogs },
  settings: { list: endpoints.settings },
  plans: { list: endpoints.plans },
};

/** The lists by the vendor's resource tree: what becomes the methods of a client. */
export const lists = { ...licensing, ...distribution, ...account };
