import { flag, someOf, type Param } from '../../../../endpoint/index.js';

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
