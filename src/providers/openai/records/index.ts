export {
  costsOfBucket,
  modelOfLine,
  usageOfBucket,
  useOfAuditLog,
  type Asked,
  type BucketWidth,
  type UsageBucket,
  type UsageKind,
} from './figures.js';
export {
  credentialOfAdminKey,
  credentialOfProjectKey,
  limitOfSpendAlert,
  limitOfSpendLimit,
  limitsOfRateLimit,
  principalOfOwner,
  principalOfServiceAccount,
  principalOfUser,
  projectOf,
  recordsOfAdminKey,
  recordsOfProjectKey,
  type OwningAccount,
} from './inventory.js';
