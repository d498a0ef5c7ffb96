// Written by `npm run lists` from what the topics beside it export.
import * as endpoints from './platform/endpoints.js';

/** The lists of the platform, by the vendor’s resource tree. */
export const platformLists = {
  assistants: { list: endpoints.assistants },
  audio: { voiceConsents: { list: endpoints.voiceConsents } },
  batches: { list: endpoints.batches },
  chat: {
    completions: { list: endpoints.chatCompletions, messages: { list: endpoints.chatCompletionMessages } },
  },
  chatkit: { threads: { list: endpoints.chatkitThreads, items: { list: endpoints.chatkitThreadItems } } },
  containers: { list: endpoints.containers, files: { list: endpoints.containerFiles } },
  conversations: { items: { list: endpoints.conversationItems } },
  evals: {
    list: endpoints.evals,
    runs: { list: endpoints.evalRuns, outputItems: { list: endpoints.evalRunOutputItems } },
  },
  files: { list: endpoints.files },
  fineTuning: {
    checkpoints: { permissions: { list: endpoints.checkpointPermissions } },
    jobs: {
      list: endpoints.fineTuningJobs,
      checkpoints: { list: endpoints.fineTuningJobCheckpoints },
      events: { list: endpoints.fineTuningJobEvents },
    },
  },
  models: { list: endpoints.models },
  responses: { inputItems: { list: endpoints.responseInputItems } },
  skills: { list: endpoints.skills, versions: { list: endpoints.skillVersions } },
  threads: {
    messages: { list: endpoints.threadMessages },
    runs: { list: endpoints.threadRuns, steps: { list: endpoints.threadRunSteps } },
  },
  vectorStores: {
    list: endpoints.vectorStores,
    fileBatches: { files: { list: endpoints.vectorStoreFileBatchFiles } },
    files: { list: endpoints.vectorStoreFiles, content: { list: endpoints.vectorStoreFileContent } },
  },
  videos: { list: endpoints.videos },
};
