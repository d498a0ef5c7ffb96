// Written by `npm run lists` from what the topics beside it export.

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
} from './assistants-codecs.js';
export {
  chatChoiceMessage,
  type ChatChoiceMessage,
  chatCompletionMessage,
  type ChatCompletionMessage,
  completionUsage,
  chatCompletion,
  type ChatCompletion,
} from './chat-completions.js';
export {
  chatkitThread,
  type ChatkitThread,
  chatkitContent,
  type ChatkitContent,
  chatkitThreadItem,
  type ChatkitThreadItem,
} from './chatkit.js';
export { container, type Container, containerFile, type ContainerFile } from './containers.js';
export { contentPart, type ContentPart, conversationItem, type ConversationItem } from './conversations.js';
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
} from './evals-codecs.js';
export { openAiFile, type OpenAiFile, batch, type Batch, model, type Model } from './files.js';
export {
  fineTuningJob,
  type FineTuningJob,
  checkpointPermission,
  type CheckpointPermission,
  fineTuningJobCheckpoint,
  type FineTuningJobCheckpoint,
  fineTuningJobEvent,
  type FineTuningJobEvent,
} from './fine-tuning.js';
export { platformEnvelope, type PlatformEnvelope } from './list.js';
export { video, type Video, voiceConsent, type VoiceConsent } from './media.js';
export { skill, type Skill, skillVersion, type SkillVersion } from './skills.js';
export {
  vectorStore,
  type VectorStore,
  vectorStoreFile,
  type VectorStoreFile,
  vectorStoreFileContent,
  type VectorStoreFileContent,
  fileContentEnvelope,
  type FileContentEnvelope,
} from './vector-stores-codecs.js';
