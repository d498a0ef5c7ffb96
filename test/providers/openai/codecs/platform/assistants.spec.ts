import {
  assistant,
  assistantTool,
  messageContent,
  runUsage,
  stepDetails,
  threadMessage,
  threadRun,
  threadRunStep,
} from '../../../../../src/providers/openai/codecs/platform/index.js';
import { describeCodec, describePart } from './describe-codec.js';

describe('openai/codecs/platform: assistants and threads', () => {
  describeCodec(
    assistant,
    {
      always: 'id object created_at model tools',
      null: 'name description instructions metadata',
      'null or absent': 'tool_resources temperature top_p response_format',
    },
    'assistants',
  );

  describePart(assistantTool, { always: 'type', absent: 'file_search function' });

  describeCodec(
    threadMessage,
    {
      always: 'id object created_at thread_id role content',
      null: 'assistant_id run_id attachments metadata',
      'null or absent': 'status incomplete_details completed_at incomplete_at',
    },
    'thread-messages',
  );

  describePart(messageContent, { always: 'type', absent: 'image_file image_url text refusal' });

  describeCodec(
    threadRun,
    {
      always: 'id object created_at thread_id assistant_id status model tools parallel_tool_calls',
      null:
        'last_error expires_at started_at cancelled_at failed_at completed_at incomplete_details instructions metadata ' +
        'usage max_prompt_tokens max_completion_tokens truncation_strategy tool_choice response_format',
      'null or absent': 'required_action tool_resources temperature top_p',
    },
    'thread-runs',
  );

  describePart(runUsage, { absent: 'prompt_tokens completion_tokens total_tokens' });

  describeCodec(
    threadRunStep,
    {
      always: 'id object created_at assistant_id thread_id run_id type status step_details',
      null: 'last_error expired_at cancelled_at failed_at completed_at usage',
      'null or absent': 'metadata',
    },
    'thread-run-steps',
  );

  describePart(stepDetails, { always: 'type', absent: 'message_creation tool_calls' });
});
