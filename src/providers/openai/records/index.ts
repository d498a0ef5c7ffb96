export type { BucketWidth } from '../organization/bucket-width.js';
export {
  costsOfBucket,
  modelOfLine,
  usageOfBucket,
  useOfAuditLog,
  type Asked,
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
