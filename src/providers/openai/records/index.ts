export type { Asked, BucketWidth } from './buckets.js';
export { costsOfBucket, modelOfLine } from './costs.js';
export {
  credentialOfAdminKey,
  credentialOfProjectKey,
  recordsOfAdminKey,
  recordsOfProjectKey,
} from './credentials.js';
export { useOfAuditLog } from './events.js';
export { limitOfSpendAlert, limitOfSpendLimit, limitsOfRateLimit } from './limits.js';
export {
  principalOfOwner,
  principalOfServiceAccount,
  principalOfUser,
  projectOf,
  type OwningAccount,
} from './principals.js';
export { usageOfBucket, type UsageBucket, type UsageKind } from './usage.js';
