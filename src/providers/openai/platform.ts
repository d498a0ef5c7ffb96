import { lister, type Client } from '../../walk/index.js';
import * as lists from './platform/endpoints.js';

const fineTuningLists = (client: Client) => ({
  checkpoints: { permissions: { list: lister(client, lists.checkpointPermissions) } },
  jobs: {
    list: lister(client, lists.fineTuningJobs),
    checkpoints: { list: lister(client, lists.fineTuningJobCheckpoints) },
    events: { list: lister(client, lists.fineTuningJobEvents) },
  },
});

const threadLists = (client: Client) => ({
  messages: { list: lister(client, lists.threadMessages) },
  runs: {
    list: lister(client, lists.threadRuns),
    steps: { list: lister(client, lists.threadRunSteps) },
  },
});

const vectorStoreLists = (client: Client) => ({
  list: lister(client, lists.vectorStores),
  fileBatches: { files: { list: lister(client, lists.vectorStoreFileBatchFiles) } },
  files: {
    list: lister(client, lists.vectorStoreFiles),
    content: { list: lister(client, lists.vectorStoreFileContent) },
  },
});

const evalLists = (client: Client) => ({
  list: lister(client, lists.evals),
  runs: {
    list: lister(client, lists.evalRuns),
    outputItems: { list: lister(client, lists.evalRunOutputItems) },
  },
});

const chatLists = (client: Client) => ({
  completions: {
    list: lister(client, lists.chatCompletions),
    messages: { list: lister(client, lists.chatCompletionMessages) },
  },
});

/** Returns the lists that a project or user key reads, by the vendor's resource tree. */
export const platformLists = (client: Client) => ({
  assistants: { list: lister(client, lists.assistants) },
  audio: { voiceConsents: { list: lister(client, lists.voiceConsents) } },
  batches: { list: lister(client, lists.batches) },
  chat: chatLists(client),
  chatkit: {
    threads: {
      list: lister(client, lists.chatkitThreads),
      items: { list: lister(client, lists.chatkitThreadItems) },
    },
  },
  containers: {
    list: lister(client, lists.containers),
    files: { list: lister(client, lists.containerFiles) },
  },
  conversations: { items: { list: lister(client, lists.conversationItems) } },
  evals: evalLists(client),
  files: { list: lister(client, lists.files) },
  fineTuning: fineTuningLists(client),
  models: { list: lister(client, lists.models) },
  responses: { inputItems: { list: lister(client, lists.responseInputItems) } },
  skills: {
    list: lister(client, lists.skills),
    versions: { list: lister(client, lists.skillVersions) },
  },
  threads: threadLists(client),
  vectorStores: vectorStoreLists(client),
  videos: { list: lister(client, lists.videos) },
});
