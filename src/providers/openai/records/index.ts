export {
  costsOfBucket,
  modelOfLine,
  usageOfBucket,
  type Asked,
  type BucketWidth,
  type UsageBucket,
  type UsageKind,
} from './figures.js';
export {
  credentialOfAdminKey,
  credentialOfProjectKey,
  principalOfOwner,
  principalOfServiceAccount,
  principalOfUser,
  projectOf,
  recordsOfAdminKey,
  recordsOfProjectKey,
  useOfAuditLog,
  type OwningAccount,
} from './inventory.js';
export { limitOfSpendAlert, limitOfSpendLimit, limitsOfRateLimit } from './limits.js';
