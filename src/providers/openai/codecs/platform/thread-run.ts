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
} from '../../../../codec/index.js';
import { assistantTool } from './assistant-tool.js';
import { responseFormat, toolResources } from './assistant.js';
import { metadata } from './metadata.js';

/** Tokens of a run or of a step. */
export const runUsage = shape(
  'RunUsage',
  {},
  nullish({ prompt_tokens: int, completion_tokens: int, total_tokens: int }),
);

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

const incompleteDetails = shape(
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
    incomplete_details: nullable(incompleteDetails),
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

export type ThreadRun = t.TypeOf<typeof threadRun>;
