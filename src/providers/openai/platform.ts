import * as lists from './platform/endpoints.js';

const fineTuningLists = {
  checkpoints: { permissions: { list: lists.checkpointPermissions } },
  jobs: {
    list: lists.fineTuningJobs,
    checkpoints: { list: lists.fineTuningJobCheckpoints },
    events: { list: lists.fineTuningJobEvents },
  },
};

const threadLists = {
  messages: { list: lists.threadMessages },
  runs: {
    list: lists.threadRuns,
    steps: { list: lists.threadRunSteps },
  },
};

const vectorStoreLists = {
  list: lists.vectorStores,
  fileBatches: { files: { list: lists.vectorStoreFileBatchFiles } },
  files: {
    list: lists.vectorStoreFiles,
    content: { list: lists.vectorStoreFileContent },
  },
};

const evalLists = {
  list: lists.evals,
  runs: {
    list: lists.evalRuns,
    outputItems: { list: lists.evalRunOutputItems },
  },
};

const chatLists = {
  completions: {
    list: lists.chatCompletions,
    messages: { list: lists.chatCompletionMessages },
  },
};

/** The lists that a project or user key reads, by the vendor's resource tree. */
export const platformLists = {
  assistants: { list: lists.assistants },
  audio: { voiceConsents: { list: lists.voiceConsents } },
  batches: { list: lists.batches },
  chat: chatLists,
  chatkit: {
    threads: {
      list: lists.chatkitThreads,
      items: { list: lists.chatkitThreadItems },
    },
  },
  containers: {
    list: lists.containers,
    files: { list: lists.containerFiles },
  },
  conversations: { items: { list: lists.conversationItems } },
  evals: evalLists,
  files: { list: lists.files },
  fineTuning: fineTuningLists,
  models: { list: lists.models },
  responses: { inputItems: { list: lists.responseInputItems } },
  skills: {
    list: lists.skills,
    versions: { list: lists.skillVersions },
  },
  threads: threadLists,
  vectorStores: vectorStoreLists,
  videos: { list: lists.videos },
};
