import { expect } from 'chai';
import { chatkitThreadItem, conversationItem } from '../../../../src/providers/openai/codecs.js';
import { decoded } from '../../../support/codec-laws.js';

describe('openai/codecs/platform/conversation-item', () => {
  it('a kind that nobody knows yet is kept whole', () => {
    const wire = { type: 'dream', id: 'dr_1', depth: 3, output: [{ of: 'sheep' }] };
    expect(decoded(conversationItem, wire)).to.deep.equal(wire);
  });

  for (const output of [
    'a text',
    [{ type: 'input_text', text: 'a part' }],
    { type: 'computer_screenshot' },
    null,
  ]) {
    it(`an output may be ${JSON.stringify(output)}`, () => {
      const wire = { type: 'function_call_output', id: 'fc_1', output };
      expect(decoded(conversationItem, wire)).to.deep.equal(wire);
    });
  }
});

describe('openai/codecs/platform/chatkit-thread', () => {
  for (const type of ['chatkit.user_message', 'user_message', 'chatkit.tomorrow']) {
    it(`takes the kind ${type}, with the time and thread that the example lacks and without`, () => {
      const wire = { type, content: [{ type: 'input_text', text: 'Hi' }] };
      expect(decoded(chatkitThreadItem, wire)).to.deep.equal(wire);
      const item = decoded(chatkitThreadItem, { ...wire, created_at: 1711471533, thread_id: 'cthr_1' });
      expect(item.created_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
    });
  }
});
