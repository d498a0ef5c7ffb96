// Written by `npm run lists` from what the topics beside it export.
export {
  adminApiKeyOwner,
  type AdminApiKeyOwner,
  adminApiKey,
  type AdminApiKey,
  projectApiKeyOwner,
  type ProjectApiKeyOwner,
  projectApiKey,
  type ProjectApiKey,
} from './api-keys.js';
export { auditLogActor, type AuditLogActor, auditLog, type AuditLog } from './audit-logs-codecs.js';

export { bucketEnvelope, type BucketEnvelope } from './buckets.js';
export {
  certificate,
  type Certificate,
  projectCertificate,
  type ProjectCertificate,
} from './certificates.js';
export {
  costsResult,
  type CostsResult,
  costsBucket,
  type CostsBucket,
  notificationChannel,
  spendAlert,
  type SpendAlert,
  projectSpendAlert,
  type ProjectSpendAlert,
  spendLimit,
  type SpendLimit,
} from './costs-codecs.js';

export { listEnvelope, type ListEnvelope, nextEnvelope, type NextEnvelope } from './list.js';
export {
  project,
  type Project,
  projectUser,
  type ProjectUser,
  projectServiceAccount,
  type ProjectServiceAccount,
  projectRateLimit,
  type ProjectRateLimit,
} from './projects.js';
export { role, type Role, assignedRole, type AssignedRole } from './roles.js';
export {
  usageAudioSpeechesResult,
  type UsageAudioSpeechesResult,
  usageAudioSpeechesBucket,
  type UsageAudioSpeechesBucket,
  usageAudioTranscriptionsResult,
  type UsageAudioTranscriptionsResult,
  usageAudioTranscriptionsBucket,
  type UsageAudioTranscriptionsBucket,
  usageCodeInterpreterSessionsResult,
  type UsageCodeInterpreterSessionsResult,
  usageCodeInterpreterSessionsBucket,
  type UsageCodeInterpreterSessionsBucket,
  usageCompletionsResult,
  type UsageCompletionsResult,
  usageCompletionsBucket,
  type UsageCompletionsBucket,
  usageEmbeddingsResult,
  type UsageEmbeddingsResult,
  usageEmbeddingsBucket,
  type UsageEmbeddingsBucket,
  usageFileSearchCallsResult,
  type UsageFileSearchCallsResult,
  usageFileSearchCallsBucket,
  type UsageFileSearchCallsBucket,
  usageImagesResult,
  type UsageImagesResult,
  usageImagesBucket,
  type UsageImagesBucket,
  usageModerationsResult,
  type UsageModerationsResult,
  usageModerationsBucket,
  type UsageModerationsBucket,
  usageVectorStoresResult,
  type UsageVectorStoresResult,
  usageVectorStoresBucket,
  type UsageVectorStoresBucket,
  usageWebSearchCallsResult,
  type UsageWebSearchCallsResult,
  usageWebSearchCallsBucket,
  type UsageWebSearchCallsBucket,
} from './usage-codecs.js';

export {
  user,
  type User,
  invite,
  type Invite,
  group,
  type Group,
  groupUser,
  type GroupUser,
  projectGroup,
  type ProjectGroup,
} from './users.js';
