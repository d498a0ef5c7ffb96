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
} from './organization/api-keys.js';
export {
  auditLogActor,
  type AuditLogActor,
  auditLog,
  type AuditLog,
} from './organization/audit-logs-codecs.js';
export { bucketEnvelope, type BucketEnvelope } from './organization/buckets.js';
export {
  certificate,
  type Certificate,
  projectCertificate,
  type ProjectCertificate,
} from './organization/certificates.js';
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
} from './organization/costs-codecs.js';
export { listEnvelope, type ListEnvelope, nextEnvelope, type NextEnvelope } from './organization/list.js';
export {
  project,
  type Project,
  projectUser,
  type ProjectUser,
  projectServiceAccount,
  type ProjectServiceAccount,
  projectRateLimit,
  type ProjectRateLimit,
} from './organization/projects.js';
export { role, type Role, assignedRole, type AssignedRole } from './organization/roles.js';
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
} from './organization/usage-codecs.js';
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
} from './organization/users.js';
export {
  assistantTool,
  type AssistantTool,
  assistant,
  type Assistant,
  messageContent,
  type MessageContent,
  threadMessage,
  type ThreadMessage,
  runUsage,
  type RunUsage,
  threadRun,
  type ThreadRun,
  stepDetails,
  type StepDetails,
  threadRunStep,
  type ThreadRunStep,
} from './platform/assistants-codecs.js';
export {
  chatChoiceMessage,
  type ChatChoiceMessage,
  chatCompletionMessage,
  type ChatCompletionMessage,
  completionUsage,
  chatCompletion,
  type ChatCompletion,
} from './platform/chat-completions.js';
export {
  chatkitThread,
  type ChatkitThread,
  chatkitContent,
  type ChatkitContent,
  chatkitThreadItem,
  type ChatkitThreadItem,
} from './platform/chatkit.js';
export { container, type Container, containerFile, type ContainerFile } from './platform/containers.js';
export {
  contentPart,
  type ContentPart,
  conversationItem,
  type ConversationItem,
} from './platform/conversations.js';
export {
  tuningGrader,
  type TuningGrader,
  testingCriterion,
  type TestingCriterion,
  evaluation,
  type Evaluation,
  evalApiError,
  type EvalApiError,
  evalRun,
  type EvalRun,
  evalRunOutputItem,
  type EvalRunOutputItem,
} from './platform/evals-codecs.js';
export { openAiFile, type OpenAiFile, batch, type Batch, model, type Model } from './platform/files.js';
export {
  fineTuningJob,
  type FineTuningJob,
  checkpointPermission,
  type CheckpointPermission,
  fineTuningJobCheckpoint,
  type FineTuningJobCheckpoint,
  fineTuningJobEvent,
  type FineTuningJobEvent,
} from './platform/fine-tuning.js';
export { platformEnvelope, type PlatformEnvelope } from './platform/list.js';
export { video, type Video, voiceConsent, type VoiceConsent } from './platform/media.js';
export { skill, type Skill, skillVersion, type SkillVersion } from './platform/skills.js';
export {
  vectorStore,
  type VectorStore,
  vectorStoreFile,
  type VectorStoreFile,
  vectorStoreFileContent,
  type VectorStoreFileContent,
  fileContentEnvelope,
  type FileContentEnvelope,
} from './platform/vector-stores-codecs.js';
