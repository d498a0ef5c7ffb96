// Written by `npm run lists` from what the topics beside it export.

export { assistants, threadMessages, threadRuns, threadRunSteps } from './assistants.js';
export { chatCompletions, chatCompletionMessages } from './chat-completions.js';
export { chatkitThreads, chatkitThreadItems } from './chatkit.js';
export { containers, containerFiles } from './containers.js';
export { conversationItems, responseInputItems } from './conversations.js';
export { evals, evalRuns, evalRunOutputItems } from './evals.js';
export { files, batches, models } from './files.js';
export {
  fineTuningJobs,
  fineTuningJobCheckpoints,
  fineTuningJobEvents,
  checkpointPermissions,
} from './fine-tuning.js';
export { videos, voiceConsents } from './media.js';
export { skills, skillVersions } from './skills.js';
export {
  vectorStores,
  vectorStoreFiles,
  vectorStoreFileContent,
  vectorStoreFileBatchFiles,
} from './vector-stores.js';
