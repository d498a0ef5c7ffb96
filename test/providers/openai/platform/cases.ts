import * as lists from '../../../../src/providers/openai/endpoints.js';
import { ASSISTANTS, PLACE, PLACED, type PlatformCase } from './client.js';
import { LATER } from './later-cases.js';

const EARLIER: readonly PlatformCase[] = [
  {
    endpoint: lists.assistants,
    call: (api, options) => api.assistants.list({}, options),
    address: '/assistants',
    example: 'assistants',
    ...ASSISTANTS,
    full: [(api, options) => api.assistants.list(PLACE, options), PLACED],
  },
  {
    endpoint: lists.voiceConsents,
    call: (api, options) => api.audio.voiceConsents.list({}, options),
    address: '/audio/voice_consents',
    example: 'voice-consents',
    max: 100,
  },
  {
    endpoint: lists.batches,
    call: (api, options) => api.batches.list({}, options),
    address: '/batches',
    example: 'batches',
    max: 100,
  },
  {
    endpoint: lists.chatCompletions,
    call: (api, options) => api.chat.completions.list({}, options),
    address: '/chat/completions',
    example: 'chat-completions',
    full: [
      (api, options) =>
        api.chat.completions.list({ ...PLACE, model: 'gpt', metadata: { a: 'b&c', d: 'e' } }, options),
      [...PLACED, 'model=gpt', 'metadata[a]=b&c', 'metadata[d]=e'],
    ],
  },
  {
    endpoint: lists.chatCompletionMessages,
    call: (api, options) => api.chat.completions.messages.list({ completion_id: 'c/1' }, options),
    address: '/chat/completions/c%2F1/messages',
    example: 'chat-completion-messages',
  },
  {
    endpoint: lists.containers,
    call: (api, options) => api.containers.list({}, options),
    address: '/containers',
    example: 'containers',
    max: 100,
    full: [
      (api, options) => api.containers.list({ ...PLACE, name: 'mine' }, options),
      [...PLACED, 'name=mine'],
    ],
  },
  {
    endpoint: lists.containerFiles,
    call: (api, options) => api.containers.files.list({ container_id: 'c 1' }, options),
    address: '/containers/c%201/files',
    example: 'container-files',
    max: 100,
  },
  {
    endpoint: lists.conversationItems,
    call: (api, options) => api.conversations.items.list({ conversation_id: 'conv' }, options),
    address: '/conversations/conv/items',
    example: 'conversation-items',
    max: 100,
    full: [
      (api, options) =>
        api.conversations.items.list(
          {
            ...PLACE,
            conversation_id: 'conv',
            include: ['reasoning.encrypted_content', 'web_search_call.results'],
          },
          options,
        ),
      [...PLACED, 'include[]=reasoning.encrypted_content', 'include[]=web_search_call.results'],
    ],
  },
  {
    endpoint: lists.evals,
    call: (api, options) => api.evals.list({}, options),
    address: '/evals',
    example: 'evals',
    full: [
      (api, options) => api.evals.list({ ...PLACE, order_by: 'updated_at' }, options),
      [...PLACED, 'order_by=updated_at'],
    ],
  },
  {
    endpoint: lists.evalRuns,
    call: (api, options) => api.evals.runs.list({ eval_id: 'e' }, options),
    address: '/evals/e/runs',
    example: 'eval-runs',
    full: [
      (api, options) => api.evals.runs.list({ ...PLACE, eval_id: 'e', status: 'canceled' }, options),
      [...PLACED, 'status=canceled'],
    ],
  },
  {
    endpoint: lists.evalRunOutputItems,
    call: (api, options) => api.evals.runs.outputItems.list({ eval_id: 'e', run_id: 'r' }, options),
    address: '/evals/e/runs/r/output_items',
    example: 'eval-run-output-items',
    full: [
      (api, options) =>
        api.evals.runs.outputItems.list({ ...PLACE, eval_id: 'e', run_id: 'r', status: 'fail' }, options),
      [...PLACED, 'status=fail'],
    ],
  },
  {
    endpoint: lists.files,
    call: (api, options) => api.files.list({}, options),
    address: '/files',
    example: 'files',
    max: 10_000,
    full: [
      (api, options) => api.files.list({ ...PLACE, limit: 10_000, purpose: 'batch' }, options),
      ['after=a', 'limit=10000', 'order=asc', 'purpose=batch'],
    ],
  },
];

/** All lists of pages. */
export const CASES: readonly PlatformCase[] = [...EARLIER, ...LATER];
