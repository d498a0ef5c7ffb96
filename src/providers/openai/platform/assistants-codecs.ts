import * as t from 'io-ts';
import {
  anyOf,
  int,
  jsonObject,
  list,
  nullable,
  nullish,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../codec/index.js';
import { metadata } from './list.js';

const fileSearch = shape(
  'FileSearchOverrides',
  {},
  nullish({
    /** 1 to 50. */
    max_num_results: int,
    ranking_options: jsonObject,
  }),
);

/** A tool of an assistant or a run: `type` says which of the other members stand there. */
export const assistantTool = shape(
  'AssistantTool',
  { type: openEnum('code_interpreter', 'file_search', 'function') },
  nullish({ file_search: fileSearch, function: jsonObject }),
);

/** The decoded form of {@link assistantTool}. */
export type AssistantTool = t.TypeOf<typeof assistantTool>;

/**
 * The files that tools may use.
 *
 * @internal
 */
const toolResources = shape(
  'ToolResources',
  {},
  nullish({
    /** At most 20 files. */
    code_interpreter: shape('CodeInterpreterResources', {}, nullish({ file_ids: list(t.string) })),
    /** At most one vector store. */
    file_search: shape('FileSearchResources', {}, nullish({ vector_store_ids: list(t.string) })),
  }),
);

/**
 * The text `auto`, or an object that names a format.
 *
 * @internal
 */
const responseFormat = anyOf(openEnum('auto'), jsonObject);

/** An assistant: an item of `GET /assistants`. */
export const assistant = shape(
  'Assistant',
  {
    id: t.string,
    created_at: unixSeconds,
    name: nullable(t.string),
    description: nullable(t.string),
    model: t.string,
    /** The system instructions. */
    instructions: nullable(t.string),
    tools: list(assistantTool),
    metadata: nullable(metadata),
  },
  nullish({
    object: openEnum('assistant'),
    tool_resources: toolResources,
    /** 0 to 2. */
    temperature: num,
    /** 0 to 1. */
    top_p: num,
    response_format: responseFormat,
  }),
);

/** The decoded form of {@link assistant}. */
export type Assistant = t.TypeOf<typeof assistant>;

const detail = openEnum('auto', 'low', 'high');

/** A part of a message: `type` says which of the other members is there. */
export const messageContent = shape(
  'MessageContent',
  { type: openEnum('image_file', 'image_url', 'text', 'refusal') },
  nullish({
    image_file: shape('MessageImageFile', {}, nullish({ file_id: t.string, detail })),
    image_url: shape('MessageImageUrl', {}, nullish({ url: t.string, detail })),
    text: shape('MessageText', { value: t.string, annotations: list(jsonObject) }),
    refusal: t.string,
  }),
);

/** The decoded form of {@link messageContent}. */
export type MessageContent = t.TypeOf<typeof messageContent>;

const attachment = shape(
  'MessageAttachment',
  {},
  nullish({
    file_id: t.string,
    tools: list(shape('AttachmentTool', { type: openEnum('code_interpreter', 'file_search') })),
  }),
);

const incompleteDetails = shape(
  'MessageIncompleteDetails',
  {},
  nullish({ reason: openEnum('content_filter', 'max_tokens', 'run_cancelled', 'run_expired', 'run_failed') }),
);

/** A message of a thread: an item of `GET /threads/{thread_id}/messages`. */
export const threadMessage = shape(
  'ThreadMessage',
  {
    id: t.string,
    created_at: unixSeconds,
    thread_id: t.string,
    role: openEnum('user', 'assistant'),
    content: list(messageContent),
    assistant_id: nullable(t.string),
    /** The run that made the message. */
    run_id: nullable(t.string),
    attachments: nullable(list(attachment)),
    metadata: nullable(metadata),
  },
  nullish({
    object: openEnum('thread.message'),
    status: openEnum('in_progress', 'incomplete', 'completed'),
    incomplete_details: incompleteDetails,
    completed_at: unixSeconds,
    incomplete_at: unixSeconds,
  }),
);

/** The decoded form of {@link threadMessage}. */
export type ThreadMessage = t.TypeOf<typeof threadMessage>;

/** Tokens of a run or of a step. */
export const runUsage = shape(
  'RunUsage',
  {},
  nullish({ prompt_tokens: int, completion_tokens: int, total_tokens: int }),
);

/** The decoded form of {@link runUsage}. */
export type RunUsage = t.TypeOf<typeof runUsage>;

const toolCall = shape(
  'RunToolCall',
  { id: t.string, type: openEnum('function') },
  nullish({ function: shape('RunFunction', {}, nullish({ name: t.string, arguments: t.string })) }),
);

const requiredAction = shape(
  'RequiredAction',
  { type: openEnum('submit_tool_outputs') },
  nullish({ submit_tool_outputs: shape('SubmitToolOutputs', {}, nullish({ tool_calls: list(toolCall) })) }),
);

const runError = shape(
  'RunError',
  {},
  nullish({ code: openEnum('server_error', 'rate_limit_exceeded', 'invalid_prompt'), message: t.string }),
);

const threadRunIncompleteDetails = shape(
  'RunIncompleteDetails',
  {},
  nullish({ reason: openEnum('max_completion_tokens', 'max_prompt_tokens') }),
);

const truncationStrategy = shape(
  'TruncationStrategy',
  { type: openEnum('auto', 'last_messages') },
  nullish({ last_messages: int }),
);

/**
 * A run: an item of `GET /threads/{thread_id}/runs`. The documentation's example has null for every time, error and text
 * that does not apply, though the text allows none.
 */
export const threadRun = shape(
  'ThreadRun',
  {
    id: t.string,
    created_at: unixSeconds,
    thread_id: t.string,
    assistant_id: t.string,
    status: openEnum(
      'queued',
      'in_progress',
      'requires_action',
      'cancelling',
      'cancelled',
      'failed',
      'completed',
      'incomplete',
      'expired',
    ),
    last_error: nullable(runError),
    expires_at: nullable(unixSeconds),
    started_at: nullable(unixSeconds),
    cancelled_at: nullable(unixSeconds),
    failed_at: nullable(unixSeconds),
    completed_at: nullable(unixSeconds),
    incomplete_details: nullable(threadRunIncompleteDetails),
    model: t.string,
    instructions: nullable(t.string),
    tools: list(assistantTool),
    metadata: nullable(metadata),
    /** Null until the run is over. */
    usage: nullable(runUsage),
    max_prompt_tokens: nullable(int),
    max_completion_tokens: nullable(int),
    truncation_strategy: nullable(truncationStrategy),
    /** `none`, `auto`, `required`, or an object that names a tool. */
    tool_choice: nullable(anyOf(openEnum('none', 'auto', 'required'), jsonObject)),
    parallel_tool_calls: t.boolean,
    response_format: nullable(responseFormat),
  },
  nullish({
    object: openEnum('thread.run'),
    required_action: requiredAction,
    /** In the documentation's example only. */
    tool_resources: toolResources,
    temperature: num,
    top_p: num,
  }),
);

/** The decoded form of {@link threadRun}. */
export type ThreadRun = t.TypeOf<typeof threadRun>;

/** What a step did: `type` says which of the other members is there. */
export const stepDetails = shape(
  'StepDetails',
  { type: openEnum('message_creation', 'tool_calls') },
  nullish({
    message_creation: shape('MessageCreation', {}, nullish({ message_id: t.string })),
    tool_calls: list(jsonObject),
  }),
);

/** The decoded form of {@link stepDetails}. */
export type StepDetails = t.TypeOf<typeof stepDetails>;

const stepError = shape(
  'StepError',
  {},
  nullish({ code: openEnum('server_error', 'rate_limit_exceeded'), message: t.string }),
);

/** A step of a run: an item of `GET /threads/{thread_id}/runs/{run_id}/steps`. */
export const threadRunStep = shape(
  'ThreadRunStep',
  {
    id: t.string,
    created_at: unixSeconds,
    assistant_id: t.string,
    thread_id: t.string,
    run_id: t.string,
    type: openEnum('message_creation', 'tool_calls'),
    status: openEnum('in_progress', 'cancelled', 'failed', 'completed', 'expired'),
    step_details: stepDetails,
    last_error: nullable(stepError),
    /** A step expires with its run. */
    expired_at: nullable(unixSeconds),
    cancelled_at: nullable(unixSeconds),
    failed_at: nullable(unixSeconds),
    completed_at: nullable(unixSeconds),
    /** Null until the step is over. */
    usage: nullable(runUsage),
  },
  nullish({
    object: openEnum('thread.run.step'),
    metadata,
  }),
);

/** The decoded form of {@link threadRunStep}. */
export type ThreadRunStep = t.TypeOf<typeof threadRunStep>;
