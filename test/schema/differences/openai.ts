import { MORE, NARROWER, NULLABLE, OPEN, OPTIONAL, SUGGESTED, type Expected } from './kinds.js';

const ADMIN = 'openai-admin.openapi.json';
const PLATFORM = 'openai-platform.facts.json';

const IN_EXAMPLE = 'The example has it, though the reference does not name it.';

/** Differences of OpenAI that are meant: rules for a whole document first. */
export const OPENAI_DIFFERENCES: readonly Expected[] = [
  {
    document: ADMIN,
    path: ['start_time', 'end_time'],
    difference: 'type integer in the document, Unix time in the codec',
    reason: 'The ends of a bucket are described as Unix seconds, without a format.',
  },
  {
    document: ADMIN,
    path: ['group_type', 'assignment_sources', 'projects', 'owner_project_access'],
    difference: OPTIONAL,
    reason: "The vendor's own examples, of now or of an earlier version, leave it out.",
  },
  {
    document: ADMIN,
    endpoint: 'openai.auditLogs',
    path: ['user_agent', 'ja3', 'ja4', 'ip_address_details'].map((name) => `actor.session.${name}`),
    difference: MORE,
    reason: "They stand in the vendor's example only.",
  },
  {
    document: ADMIN,
    endpoint: 'openai.auditLogs',
    path: 'api_key.updated.data',
    difference: MORE,
    reason: "The vendor's example has it instead of changes_requested.",
  },
  {
    document: ADMIN,
    endpoint: 'openai.auditLogs',
    path: /^(?!id$|type$|effective_at$)/,
    difference: NULLABLE,
    reason:
      'The document says what each detail is, and not when it is there: a null must not end the stream of events.',
  },
  {
    document: ADMIN,
    endpoint: 'openai.groups',
    path: 'object',
    difference: MORE,
    reason: "It stands in the vendor's example only.",
  },
  {
    document: ADMIN,
    path: [
      ...['owner.type', 'owner.object', 'owner.role', 'role', 'status', 'resource_type'],
      ...['results[].source', 'results[].context_level', 'results[].amount.currency'],
    ],
    difference: SUGGESTED,
    reason: 'The type is a plain text; the values stand in its description or in examples.',
  },
  {
    document: ADMIN,
    endpoint: 'openai.costs',
    path: 'results[].amount',
    difference: NULLABLE,
    reason: 'The document does not require an amount: one that is null must not end the stream of costs.',
  },
  {
    document: ADMIN,
    endpoint: 'openai.costs',
    path: 'results[].amount.value',
    difference: 'type number in the document, number or string in the codec',
    reason: 'Money may come as a decimal text, which keeps all digits.',
  },
  {
    document: PLATFORM,
    difference: OPTIONAL,
    reason:
      'The examples leave out many fields that are listed as always there: a missing one is never fatal.',
  },
  {
    document: PLATFORM,
    difference: NULLABLE,
    reason: 'The examples give null for fields that list only a value, so that null is never fatal.',
  },
  {
    document: PLATFORM,
    path: /(^|[._])(at|created|finish)$/,
    difference: 'type integer in the document, Unix time in the codec',
    reason: 'The document says integer for what the reference describes as Unix seconds.',
  },
  {
    document: PLATFORM,
    difference: NARROWER,
    reason: 'The document leaves open what has kinds of its own; the codec says object, list or text.',
  },
  {
    document: PLATFORM,
    path: /(^|\.)seed$/,
    difference: OPEN,
    reason: 'A seed may be larger than a number holds, and then it is no number here.',
  },
  {
    document: PLATFORM,
    path: [...['errors.object', 'choices[].message.role', 'role', 'type', 'object', 'status', 'source']],
    difference: SUGGESTED,
    reason: 'The type is a plain text; the values stand in its description or in examples.',
  },
  {
    document: PLATFORM,
    endpoint: 'openai.evals',
    path: 'testing_criteria[].input',
    difference: OPEN,
    reason: 'Messages for one kind of grader, a text for others.',
  },
  {
    document: PLATFORM,
    endpoint: 'openai.chat.completions.messages',
    path: ['id', 'name', 'content_parts'],
    difference: MORE,
    reason: 'A stored message has them beside what a message of a completion has, by the example.',
  },
  {
    document: PLATFORM,
    endpoint: 'openai.chatkit.threads.items',
    path: ['object', 'content', 'attachments'],
    difference: MORE,
    reason: 'The document gives what all kinds share; these are of the kinds in the example.',
  },
  {
    document: PLATFORM,
    endpoint: ['openai.conversations.items', 'openai.responses.inputItems'],
    path: ['status', 'role', 'content'],
    difference: MORE,
    reason: 'The document gives what all kinds share; these are of the kinds in the example.',
  },
  {
    document: PLATFORM,
    endpoint: ['openai.threads.runs', 'openai.threads.runs.steps'],
    path: ['usage.prompt_tokens', 'usage.completion_tokens', 'usage.total_tokens'],
    difference: MORE,
    reason: 'The document says that usage is an object, the example what is in it.',
  },
  {
    document: PLATFORM,
    endpoint: 'openai.vectorStores.files.content',
    path: ['type', 'text'],
    difference: MORE,
    reason: 'The document says that an item is an object, the guide what is in it.',
  },
  {
    document: PLATFORM,
    endpoint: 'openai.chat.completions',
    path: [
      ...['request_id', 'seed', 'top_p', 'temperature', 'presence_penalty', 'frequency_penalty'],
      ...['input_user', 'tool_choice', 'tools', 'response_format'],
    ],
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: PLATFORM,
    endpoint: 'openai.evals',
    path: 'testing_criteria[].id',
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: PLATFORM,
    endpoint: 'openai.evals.runs.outputItems',
    path: ['input', 'output'].flatMap((side) =>
      ['tool_call_id', 'tool_calls', 'function_call'].map((name) => `sample.${side}[].${name}`),
    ),
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: PLATFORM,
    endpoint: 'openai.threads.runs',
    path: 'tool_resources',
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: PLATFORM,
    endpoint: 'openai.vectorStores',
    path: ['description', 'bytes'],
    difference: MORE,
    reason: IN_EXAMPLE,
  },
];
