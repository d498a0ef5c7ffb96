import { expect } from 'chai';
import {
  chatChoiceMessage,
  chatCompletion,
  chatCompletionMessage,
  chatkitThread,
  chatkitThreadItem,
  completionUsage,
  contentPart,
  conversationItem,
} from '../../../../../src/providers/openai/codecs/platform/index.js';
import { decoded } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';
import { describeCodec, describePart } from './describe-codec.js';

describe('openai/codecs/platform: chat and conversations', () => {
  describeCodec(
    chatCompletion,
    {
      always: 'id object created model choices',
      'null or absent':
        'metadata service_tier system_fingerprint usage moderation request_id seed top_p temperature presence_penalty ' +
        'frequency_penalty input_user tool_choice tools response_format',
    },
    'chat-completions',
  );

  describePart(completionUsage, {
    always: 'completion_tokens prompt_tokens total_tokens',
    'null or absent': 'completion_tokens_details prompt_tokens_details',
  });

  describePart(chatChoiceMessage, {
    always: 'role',
    null: 'content',
    'null or absent': 'refusal tool_calls annotations function_call audio',
  });

  describeCodec(
    chatCompletionMessage,
    {
      always: 'id role',
      null: 'content',
      'null or absent': 'refusal tool_calls annotations function_call audio name content_parts',
    },
    'chat-completion-messages',
  );

  describeCodec(
    conversationItem,
    { always: 'type', 'null or absent': 'id status role content' },
    'conversation-items',
  );

  describePart(contentPart, { always: 'type', 'null or absent': 'text' });

  it('the input of a response is made of the same items', () => {
    for (const wire of page('openai/platform/response-input-items.json', 'data').items)
      expect(conversationItem.encode(decoded(conversationItem, wire))).to.deep.equal(wire);
  });

  it('a kind that nobody knows yet is kept whole', () => {
    const wire = { type: 'dream', id: 'dr_1', depth: 3, output: [{ of: 'sheep' }] };
    expect(decoded(conversationItem, wire)).to.deep.equal(wire);
  });

  describeCodec(
    chatkitThread,
    { always: 'id object', null: 'title', 'null or absent': 'created_at status user' },
    'chatkit-threads',
  );

  describeCodec(
    chatkitThreadItem,
    { always: 'type', 'null or absent': 'id object content attachments' },
    'chatkit-thread-items',
  );
});
