import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageCodeInterpreterSessionsBucket } from '../../codecs/organization/index.js';
import { usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/code_interpreter_sessions`: neither users nor API keys can be told apart. */
export const usageCodeInterpreterSessions = defineEndpoint({
  ...usageList,
  id: 'openai.usage.codeInterpreterSessions',
  path: '/organization/usage/code_interpreter_sessions',
  params: {
    ...usageParams,
    group_by: someOf(['project_id'], 'What the rows of a bucket are split by.'),
  },
  item: usageCodeInterpreterSessionsBucket,
  doc: 'Sessions of the code interpreter, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/code_interpreter_sessions',
});
