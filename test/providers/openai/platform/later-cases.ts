import * as lists from '../../../../src/providers/openai/endpoints.js';
import { ASSISTANTS, PLACE, PLACED, type PlatformCase } from './client.js';

const CHATKIT = { max: 100, beta: 'chatkit_beta=v1', anonymous: true } as const;
const INCLUDE = 'step_details.tool_calls[*].file_search.results[*].content';

/** The lists from fine-tuning on. */
export const LATER: readonly PlatformCase[] = [
  {
    endpoint: lists.checkpointPermissions,
    call: (api, options) =>
      api.fineTuning.checkpoints.permissions.list({ fine_tuned_model_checkpoint: 'ft:gpt:a/b' }, options),
    address: '/fine_tuning/checkpoints/ft%3Agpt%3Aa%2Fb/permissions',
    example: 'checkpoint-permissions',
    admin: true,
    full: [
      (api, options) =>
        api.fineTuning.checkpoints.permissions.list(
          { fine_tuned_model_checkpoint: 'f', order: 'ascending', project_id: 'proj' },
          options,
        ),
      ['order=ascending', 'project_id=proj'],
    ],
  },
  {
    endpoint: lists.fineTuningJobs,
    call: (api, options) => api.fineTuning.jobs.list({}, options),
    address: '/fine_tuning/jobs',
    example: 'fine-tuning-jobs',
    anonymous: true,
    full: [
      (api, options) => api.fineTuning.jobs.list({ after: 'a', metadata: { k: 'v' } }, options),
      ['after=a', 'metadata[k]=v'],
    ],
  },
  {
    endpoint: lists.fineTuningJobCheckpoints,
    call: (api, options) => api.fineTuning.jobs.checkpoints.list({ fine_tuning_job_id: 'j' }, options),
    address: '/fine_tuning/jobs/j/checkpoints',
    example: 'fine-tuning-job-checkpoints',
  },
  {
    endpoint: lists.fineTuningJobEvents,
    call: (api, options) => api.fineTuning.jobs.events.list({ fine_tuning_job_id: 'j' }, options),
    address: '/fine_tuning/jobs/j/events',
    example: 'fine-tuning-job-events',
    anonymous: true,
  },
  {
    endpoint: lists.responseInputItems,
    call: (api, options) => api.responses.inputItems.list({ response_id: 'r' }, options),
    address: '/responses/r/input_items',
    example: 'response-input-items',
    max: 100,
    full: [
      (api, options) =>
        api.responses.inputItems.list(
          { ...PLACE, response_id: 'r', include: ['message.output_text.logprobs'], beta: true },
          options,
        ),
      [...PLACED, 'include[]=message.output_text.logprobs', 'beta=true'],
    ],
  },
  {
    endpoint: lists.threadMessages,
    call: (api, options) => api.threads.messages.list({ thread_id: 't' }, options),
    address: '/threads/t/messages',
    example: 'thread-messages',
    ...ASSISTANTS,
    full: [
      (api, options) => api.threads.messages.list({ ...PLACE, thread_id: 't', run_id: 'r' }, options),
      [...PLACED, 'run_id=r'],
    ],
  },
  {
    endpoint: lists.threadRuns,
    call: (api, options) => api.threads.runs.list({ thread_id: 't' }, options),
    address: '/threads/t/runs',
    example: 'thread-runs',
    ...ASSISTANTS,
  },
  {
    endpoint: lists.threadRunSteps,
    call: (api, options) => api.threads.runs.steps.list({ thread_id: 't', run_id: 'r' }, options),
    address: '/threads/t/runs/r/steps',
    example: 'thread-run-steps',
    ...ASSISTANTS,
    full: [
      (api, options) =>
        api.threads.runs.steps.list({ ...PLACE, thread_id: 't', run_id: 'r', include: [INCLUDE] }, options),
      [...PLACED, `include[]=${INCLUDE}`],
    ],
  },
  {
    endpoint: lists.vectorStores,
    call: (api, options) => api.vectorStores.list({}, options),
    address: '/vector_stores',
    example: 'vector-stores',
    ...ASSISTANTS,
  },
  {
    endpoint: lists.vectorStoreFileBatchFiles,
    call: (api, options) =>
      api.vectorStores.fileBatches.files.list({ vector_store_id: 'v', batch_id: 'b' }, options),
    address: '/vector_stores/v/file_batches/b/files',
    example: 'vector-store-file-batch-files',
    ...ASSISTANTS,
    full: [
      (api, options) =>
        api.vectorStores.fileBatches.files.list(
          { ...PLACE, vector_store_id: 'v', batch_id: 'b', filter: 'in_progress' },
          options,
        ),
      [...PLACED, 'filter=in_progress'],
    ],
  },
  {
    endpoint: lists.vectorStoreFiles,
    call: (api, options) => api.vectorStores.files.list({ vector_store_id: 'v' }, options),
    address: '/vector_stores/v/files',
    example: 'vector-store-files',
    ...ASSISTANTS,
    full: [
      (api, options) =>
        api.vectorStores.files.list({ ...PLACE, vector_store_id: 'v', filter: 'cancelled' }, options),
      [...PLACED, 'filter=cancelled'],
    ],
  },
  {
    endpoint: lists.videos,
    call: (api, options) => api.videos.list({}, options),
    address: '/videos',
    example: 'videos',
    max: 100,
    anonymous: true,
    full: [(api, options) => api.videos.list(PLACE, options), PLACED],
  },
  {
    endpoint: lists.skills,
    call: (api, options) => api.skills.list({}, options),
    address: '/skills',
    max: 100,
    full: [(api, options) => api.skills.list(PLACE, options), PLACED],
  },
  {
    endpoint: lists.skillVersions,
    call: (api, options) => api.skills.versions.list({ skill_id: 's' }, options),
    address: '/skills/s/versions',
    max: 100,
    full: [(api, options) => api.skills.versions.list({ ...PLACE, skill_id: 's' }, options), PLACED],
  },
  {
    endpoint: lists.chatkitThreads,
    call: (api, options) => api.chatkit.threads.list({}, options),
    address: '/chatkit/threads',
    example: 'chatkit-threads',
    ...CHATKIT,
    full: [
      (api, options) => api.chatkit.threads.list({ ...PLACE, user: 'u@v' }, options),
      [...PLACED, 'user=u@v'],
    ],
  },
  {
    endpoint: lists.chatkitThreadItems,
    call: (api, options) => api.chatkit.threads.items.list({ thread_id: 't' }, options),
    address: '/chatkit/threads/t/items',
    example: 'chatkit-thread-items',
    ...CHATKIT,
  },
];
