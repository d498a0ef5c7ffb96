import { vendorEndpoint, flag, type Param, segment, someOf, text } from '../../../walk/index.js';
import { assistant, threadMessage, threadRun, threadRunStep } from './assistants-codecs.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, platformEnvelope, upTo100 } from './list.js';

/** `GET /assistants`: deprecated by the vendor. */
export const assistants = vendorEndpoint({
  id: 'openai.assistants',
  path: '/assistants',
  params: {
    ...bothWaysParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: assistant,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The assistants of the project.',
  docs: 'https://platform.openai.com/docs/api-reference/assistants/listAssistants',
});

/** `GET /threads/{thread_id}/messages`. */
export const threadMessages = vendorEndpoint({
  id: 'openai.threads.messages',
  path: '/threads/{thread_id}/messages',
  params: {
    thread_id: segment('Id of the thread.'),
    ...bothWaysParams,
    order: orderBy('desc'),
    run_id: text('Only messages that this run made.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: threadMessage,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The messages of one thread.',
  docs: 'https://platform.openai.com/docs/api-reference/messages/listMessages',
});

/** `GET /threads/{thread_id}/runs`. */
export const threadRuns = vendorEndpoint({
  id: 'openai.threads.runs',
  path: '/threads/{thread_id}/runs',
  params: {
    thread_id: segment('Id of the thread.'),
    ...bothWaysParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: threadRun,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The runs of one thread.',
  docs: 'https://platform.openai.com/docs/api-reference/runs/listRuns',
});

/** `GET /threads/{thread_id}/runs/{run_id}/steps`. */
export const threadRunSteps = vendorEndpoint({
  id: 'openai.threads.runs.steps',
  path: '/threads/{thread_id}/runs/{run_id}/steps',
  params: {
    thread_id: segment('Id of the thread.'),
    run_id: segment('Id of the run.'),
    ...bothWaysParams,
    order: orderBy('desc'),
    include: someOf(
      ['step_details.tool_calls[*].file_search.results[*].content'],
      'What else to send with the steps.',
    ),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: threadRunStep,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The steps of one run.',
  docs: 'https://platform.openai.com/docs/api-reference/run-steps/listRunSteps',
});

/** What the lists of conversation items send only on demand. */
export const includes = someOf(
  [
    'file_search_call.results',
    'web_search_call.results',
    'web_search_call.action.sources',
    'message.input_image.image_url',
    'computer_call_output.output.image_url',
    'code_interpreter_call.outputs',
    'reasoning.encrypted_content',
    'message.output_text.logprobs',
  ],
  'What else to send with the items.',
);

/** A flag that the vendor knows as `true` only: `false` is not sent. */
export const onlyTrue = (doc: string): Param<boolean, false> => ({
  ...flag(doc),
  encode: (name, value) => (value ? [[name, 'true']] : []),
});
