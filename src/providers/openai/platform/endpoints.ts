export { assistants, threadMessages, threadRuns, threadRunSteps } from './assistants.js';
export { batches, files, models } from './files.js';
export { chatCompletionMessages, chatCompletions } from './chat-completions.js';
export { chatkitThreadItems, chatkitThreads } from './chatkit.js';
export {
  checkpointPermissions,
  fineTuningJobCheckpoints,
  fineTuningJobEvents,
  fineTuningJobs,
} from './fine-tuning.js';
export { containerFiles, containers } from './containers.js';
export { conversationItems, responseInputItems } from './conversations.js';
export { evalRunOutputItems, evalRuns, evals } from './evals.js';
export { skills, skillVersions } from './skills.js';
export {
  vectorStoreFileBatchFiles,
  vectorStoreFileContent,
  vectorStoreFiles,
  vectorStores,
} from './vector-stores.js';
export { videos, voiceConsents } from './media.js';
