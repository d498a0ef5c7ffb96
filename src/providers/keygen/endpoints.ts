export {
  arches,
  artifacts,
  channels,
  engines,
  packages,
  platforms,
  releaseArtifacts,
  releaseConstraints,
  releaseEntitlements,
  releases,
} from './releases.js';
export { components, machineComponents, machineProcesses, machines, processes } from './machines.js';
export { entitlements, keys, policies, policyEntitlements, policyLicenses, policyPool } from './policies.js';
export { environments, environmentTokens, tokens } from './tokens.js';
export { eventLogs, requestLogs } from './logs.js';
export {
  groupLicenses,
  groupMachines,
  groupOwners,
  groups,
  groupUsers,
  userLicenses,
  userMachines,
  userProducts,
  users,
  userSecondFactors,
  userTokens,
} from './users.js';
export { licenseEntitlements, licenseMachines, licenses, licenseTokens, licenseUsers } from './licenses.js';
export { plans, settings, webhookEndpoints, webhookEvents } from './account.js';
export {
  productArches,
  productArtifacts,
  productChannels,
  productEngines,
  productLicenses,
  productMachines,
  productPackages,
  productPlatforms,
  productPolicies,
  productReleases,
  products,
  productTokens,
  productUsers,
} from './products.js';
