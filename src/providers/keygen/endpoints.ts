// Written by `npm run lists` from what the topics beside it export.

export {
  settings,
  plans,
  webhookEndpoints,
  webhookEvents,
  tokens,
  environments,
  environmentTokens,
} from './account.js';
export { licenses, licenseEntitlements, licenseMachines, licenseTokens, licenseUsers } from './licenses.js';
export { eventLogs, requestLogs } from './logs.js';
export { machines, machineComponents, machineProcesses, components, processes } from './machines.js';
export { policies, policyEntitlements, policyLicenses, policyPool, entitlements, keys } from './policies.js';
export {
  products,
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
  productTokens,
  productUsers,
} from './products.js';
export {
  releases,
  releaseArtifacts,
  releaseConstraints,
  releaseEntitlements,
  artifacts,
  packages,
  engines,
  platforms,
  arches,
  channels,
} from './releases.js';
export {
  users,
  userLicenses,
  userMachines,
  userProducts,
  userSecondFactors,
  userTokens,
  groups,
  groupLicenses,
  groupMachines,
  groupOwners,
  groupUsers,
} from './users.js';
