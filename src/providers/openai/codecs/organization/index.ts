export { adminApiKey, adminApiKeyOwner } from './admin-api-key.js';
export type { AdminApiKey, AdminApiKeyOwner } from './admin-api-key.js';
export { auditLogActor } from './audit-log-actor.js';
export type { AuditLogActor } from './audit-log-actor.js';
export { auditLog } from './audit-log.js';
export type { AuditLog } from './audit-log.js';
export { bucketEnvelope } from './bucket-envelope.js';
export type { BucketEnvelope } from './bucket-envelope.js';
export { certificate, projectCertificate } from './certificate.js';
export type { Certificate, ProjectCertificate } from './certificate.js';
export { costsBucket, costsResult } from './costs-bucket.js';
export type { CostsBucket, CostsResult } from './costs-bucket.js';
export { groupUser } from './group-user.js';
export type { GroupUser } from './group-user.js';
export { group } from './group.js';
export type { Group } from './group.js';
export { invite } from './invite.js';
export type { Invite } from './invite.js';
export { listEnvelope } from './list-envelope.js';
export type { ListEnvelope } from './list-envelope.js';
export { nextEnvelope } from './next-envelope.js';
export type { NextEnvelope } from './next-envelope.js';
export { projectApiKey, projectApiKeyOwner } from './project-api-key.js';
export type { ProjectApiKey, ProjectApiKeyOwner } from './project-api-key.js';
export { projectGroup } from './project-group.js';
export type { ProjectGroup } from './project-group.js';
export { projectRateLimit } from './project-rate-limit.js';
export type { ProjectRateLimit } from './project-rate-limit.js';
export { projectServiceAccount } from './project-service-account.js';
export type { ProjectServiceAccount } from './project-service-account.js';
export { projectUser } from './project-user.js';
export type { ProjectUser } from './project-user.js';
export { project } from './project.js';
export type { Project } from './project.js';
export { assignedRole, role } from './role.js';
export type { AssignedRole, Role } from './role.js';
export { notificationChannel, projectSpendAlert, spendAlert } from './spend-alert.js';
export type { ProjectSpendAlert, SpendAlert } from './spend-alert.js';
export { spendLimit } from './spend-limit.js';
export type { SpendLimit } from './spend-limit.js';
export { usageAudioSpeechesBucket, usageAudioSpeechesResult } from './usage-audio-speeches-bucket.js';
export type { UsageAudioSpeechesBucket, UsageAudioSpeechesResult } from './usage-audio-speeches-bucket.js';
export {
  usageAudioTranscriptionsBucket,
  usageAudioTranscriptionsResult,
} from './usage-audio-transcriptions-bucket.js';
export type {
  UsageAudioTranscriptionsBucket,
  UsageAudioTranscriptionsResult,
} from './usage-audio-transcriptions-bucket.js';
export {
  usageCodeInterpreterSessionsBucket,
  usageCodeInterpreterSessionsResult,
} from './usage-code-interpreter-sessions-bucket.js';
export type {
  UsageCodeInterpreterSessionsBucket,
  UsageCodeInterpreterSessionsResult,
} from './usage-code-interpreter-sessions-bucket.js';
export { usageCompletionsBucket, usageCompletionsResult } from './usage-completions-bucket.js';
export type { UsageCompletionsBucket, UsageCompletionsResult } from './usage-completions-bucket.js';
export { usageEmbeddingsBucket, usageEmbeddingsResult } from './usage-embeddings-bucket.js';
export type { UsageEmbeddingsBucket, UsageEmbeddingsResult } from './usage-embeddings-bucket.js';
export { usageFileSearchCallsBucket, usageFileSearchCallsResult } from './usage-file-search-calls-bucket.js';
export type {
  UsageFileSearchCallsBucket,
  UsageFileSearchCallsResult,
} from './usage-file-search-calls-bucket.js';
export { usageImagesBucket, usageImagesResult } from './usage-images-bucket.js';
export type { UsageImagesBucket, UsageImagesResult } from './usage-images-bucket.js';
export { usageModerationsBucket, usageModerationsResult } from './usage-moderations-bucket.js';
export type { UsageModerationsBucket, UsageModerationsResult } from './usage-moderations-bucket.js';
export { usageVectorStoresBucket, usageVectorStoresResult } from './usage-vector-stores-bucket.js';
export type { UsageVectorStoresBucket, UsageVectorStoresResult } from './usage-vector-stores-bucket.js';
export { usageWebSearchCallsBucket, usageWebSearchCallsResult } from './usage-web-search-calls-bucket.js';
export type {
  UsageWebSearchCallsBucket,
  UsageWebSearchCallsResult,
} from './usage-web-search-calls-bucket.js';
export { user } from './user.js';
export type { User } from './user.js';
