export {
  assistant,
  type Assistant,
  assistantTool,
  type AssistantTool,
  messageContent,
  type MessageContent,
  runUsage,
  type RunUsage,
  stepDetails,
  type StepDetails,
  threadMessage,
  type ThreadMessage,
  threadRun,
  type ThreadRun,
  threadRunStep,
  type ThreadRunStep,
} from './assistants-codecs.js';
export { batch, type Batch, model, type Model, openAiFile, type OpenAiFile } from './files.js';
export {
  chatChoiceMessage,
  type ChatChoiceMessage,
  chatCompletion,
  type ChatCompletion,
  chatCompletionMessage,
  type ChatCompletionMessage,
  completionUsage,
} from './chat-completions.js';
export {
  chatkitContent,
  type ChatkitContent,
  chatkitThread,
  type ChatkitThread,
  chatkitThreadItem,
  type ChatkitThreadItem,
} from './chatkit.js';
export { container, type Container, containerFile, type ContainerFile } from './containers.js';
export { contentPart, type ContentPart, conversationItem, type ConversationItem } from './conversations.js';
export {
  evalApiError,
  type EvalApiError,
  evalRun,
  type EvalRun,
  evalRunOutputItem,
  type EvalRunOutputItem,
  evaluation,
  type Evaluation,
  testingCriterion,
  type TestingCriterion,
  tuningGrader,
  type TuningGrader,
} from './evals-codecs.js';
export {
  checkpointPermission,
  type CheckpointPermission,
  fineTuningJob,
  type FineTuningJob,
  fineTuningJobCheckpoint,
  type FineTuningJobCheckpoint,
  fineTuningJobEvent,
  type FineTuningJobEvent,
} from './fine-tuning.js';
export { platformEnvelope, type PlatformEnvelope } from './list.js';
export { skill, type Skill, skillVersion, type SkillVersion } from './skills.js';
export {
  fileContentEnvelope,
  type FileContentEnvelope,
  vectorStore,
  type VectorStore,
  vectorStoreFile,
  type VectorStoreFile,
  vectorStoreFileContent,
  type VectorStoreFileContent,
} from './vector-stores-codecs.js';
export { video, type Video, voiceConsent, type VoiceConsent } from './media.js';
