import { MORE, NULLABLE, OPEN, OPTIONAL, SUGGESTED, type Expected } from './kinds.js';

const DOCUMENT = 'openai-lists.openapi.json';

const IN_EXAMPLE = "It stands in the vendor's example only.";

const NOT_IN_EXAMPLE = "The schema requires it, and the vendor's own example leaves it out.";

/** Required at the top of an item, and left out by the vendor's own example. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'openai.chat.completions.messages': ['refusal'],
  'openai.chatkit.threads': ['created_at', 'status', 'user'],
  'openai.chatkit.threads.items': ['created_at', 'thread_id'],
  'openai.files': ['status'],
  'openai.fineTuning.jobs': ['error', 'finished_at', 'hyperparameters', 'trained_tokens', 'seed'],
  'openai.groups': ['group_type'],
  'openai.groups.roles': ['assignment_sources'],
  'openai.invites': ['projects'],
  'openai.projects.apiKeys': ['owner_project_access'],
  'openai.projects.groups': ['group_type'],
  'openai.projects.groups.roles': ['assignment_sources'],
  'openai.projects.users.roles': ['assignment_sources'],
  'openai.threads.messages': ['status', 'incomplete_details', 'completed_at', 'incomplete_at'],
  'openai.threads.runs.steps': ['metadata'],
  'openai.users.roles': ['assignment_sources'],
  'openai.vectorStores': ['usage_bytes', 'status', 'last_active_at', 'metadata'],
  'openai.vectorStores.fileBatches.files': ['usage_bytes', 'status', 'last_error'],
  'openai.vectorStores.files': ['usage_bytes', 'status', 'last_error'],
  'openai.videos': [
    'progress',
    'created_at',
    'completed_at',
    'expires_at',
    'prompt',
    'size',
    'seconds',
    'remixed_from_video_id',
    'error',
  ],
};

/** What may be null, and what may be absent. */
const PRESENCE: readonly Expected[] = [
  {
    document: DOCUMENT,
    difference: NULLABLE,
    reason:
      'What may be left out may be null: the examples and compatible servers give null for what there is not.',
  },
  {
    document: DOCUMENT,
    path: /(^|\.)object$/,
    difference: OPTIONAL,
    reason:
      'It names the kind of the list again: servers with the same API leave it out, and nothing reads it.',
  },
  {
    document: DOCUMENT,
    path: /[.[]/,
    difference: OPTIONAL,
    reason: 'A detail inside of an item: no walk needs it, and one that is missing must not cost the item.',
  },
  ...Object.entries(LEFT_OUT).map(([endpoint, path]): Expected => ({
    ...{ document: DOCUMENT, endpoint, path },
    difference: OPTIONAL,
    reason: NOT_IN_EXAMPLE,
  })),
  {
    document: DOCUMENT,
    endpoint: ['openai.chatkit.threads.items', 'openai.responses.inputItems'],
    path: 'id',
    difference: OPTIONAL,
    reason: 'Items of one kind of a conversation have none, and no walk of these lists needs it.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.threads.runs',
    path: 'required_action',
    difference: OPTIONAL,
    reason: 'A run that waits for nothing has none.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.adminApiKeys',
    path: 'expires_at',
    difference: OPTIONAL,
    reason: 'The list has been seen to have project keys among the others, which know no end.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.models',
    path: ['created', 'owned_by'],
    difference: OPTIONAL,
    reason: 'The list of models that other vendors offer by the same API has less.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.skills',
    path: ['name', 'description', 'created_at', 'default_version', 'latest_version'],
    difference: OPTIONAL,
    reason: 'The vendor gives no example, and no reply is known.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.skills.versions',
    path: ['skill_id', 'version', 'created_at', 'name', 'description'],
    difference: OPTIONAL,
    reason: 'The vendor gives no example, and no reply is known.',
  },
];

/** Types and values. */
const VALUES: readonly Expected[] = [
  {
    document: DOCUMENT,
    endpoint: 'openai.chatkit.threads.items',
    path: 'type',
    difference: 'the document does not name assistant_message, user_message',
    reason: "The vendor's example has the short words, its schema and its clients the long ones.",
  },
  {
    document: DOCUMENT,
    path: ['start_time', 'end_time'],
    difference: 'type integer in the document, Unix time in the codec',
    reason: 'The ends of a bucket are described as Unix seconds, without a format.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.costs',
    path: 'results[].amount.value',
    difference: 'type number in the document, number or string in the codec',
    reason: 'Money may come as a decimal text, which keeps all digits.',
  },
  {
    document: DOCUMENT,
    endpoint: ['openai.conversations.items', 'openai.responses.inputItems'],
    path: ['call_id', 'request_id'],
    difference: 'type anything in the document, string in the codec',
    reason: 'One kind requires it without a description; where another kind describes it, it is a text.',
  },
  {
    document: DOCUMENT,
    path: [
      ...['owner.type', 'owner.object', 'owner.role', 'role', 'status', 'resource_type', 'type', 'source'],
      ...['results[].source', 'results[].context_level', 'results[].amount.currency', 'errors.object'],
      ...['choices[].message.role'],
    ],
    difference: SUGGESTED,
    reason: 'The type is a plain text; the values stand in its description or in examples.',
  },
  {
    document: DOCUMENT,
    endpoint: ['openai.containers', 'openai.containers.files'],
    path: 'object',
    difference: SUGGESTED,
    reason: 'The type is a plain text; the value stands in its description.',
  },
  {
    document: DOCUMENT,
    endpoint: ['openai.spendLimit', 'openai.projects.spendLimit'],
    path: 'object',
    difference: SUGGESTED,
    reason: 'One codec is for the limits of the organization and of a project.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.responses.inputItems',
    path: 'content[].type',
    difference: SUGGESTED,
    reason: 'One codec is for the items of conversations, which have more kinds of parts, and of responses.',
  },
];

/** What only one of many kinds has is kept as it came. */
const LEFT_OPEN: readonly Expected[] = [
  {
    document: DOCUMENT,
    path: /(^|\.)seed$/,
    difference: OPEN,
    reason: 'A seed may be larger than a number holds, and then it is no number here.',
  },
  {
    document: DOCUMENT,
    path: ['testing_criteria[].input', 'method.reinforcement.grader.input'],
    difference: OPEN,
    reason: 'Messages for one kind of grader, a text for others.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.fineTuning.jobs',
    path: 'method.reinforcement.grader.graders',
    difference: OPEN,
    reason: 'A grader within a grader.',
  },
  {
    document: DOCUMENT,
    path: ['tools[].file_search.ranking_options', 'tools[].function', 'response_format', 'tool_choice'],
    difference: OPEN,
    reason: 'What the caller has set, which is of no use to a list.',
  },
  {
    document: DOCUMENT,
    path: [...['choices[].message.tool_calls[]', 'tool_calls[]', 'moderation.input', 'moderation.output']],
    difference: OPEN,
    reason: 'What the model called and what was moderated are the conversation itself.',
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.evals.runs',
    path: [
      ...['data_source.source', 'data_source.input_messages.template[]'],
      ...['response_format', 'tools[]', 'text.format'].map((name) => `data_source.sampling_params.${name}`),
    ],
    difference: OPEN,
    reason: 'What the run reads and asks, which the caller has set.',
  },
  {
    document: DOCUMENT,
    endpoint: ['openai.conversations.items', 'openai.responses.inputItems'],
    path: [
      ...['content[].prompt_cache_breakpoint', 'content[].annotations[]', 'content[].logprobs[]', 'caller'],
      ...['output', 'results[]', 'action', 'actions[]', 'pending_safety_checks[]', 'tools[]', 'outputs[]'],
      ...['acknowledged_safety_checks[]', 'environment', 'operation', 'error'],
    ],
    difference: OPEN,
    reason: 'Only one of 28 kinds has it, or each kind another.',
  },
  {
    document: DOCUMENT,
    path: ['content[].annotations[]', 'content[].text.annotations[]', 'step_details.tool_calls[]'],
    difference: OPEN,
    reason: 'A union of citations or of calls.',
  },
  {
    document: DOCUMENT,
    endpoint: ['openai.vectorStores.files', 'openai.vectorStores.fileBatches.files'],
    path: 'chunking_strategy.static',
    difference: OPEN,
    reason: 'What the caller has set, which is of no use to a list.',
  },
];

/** What examples have beyond the schemas. */
const BEYOND: readonly Expected[] = [
  {
    document: DOCUMENT,
    endpoint: 'openai.auditLogs',
    path: ['user_agent', 'ja3', 'ja4', 'ip_address_details'].map((name) => `actor.session.${name}`),
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.auditLogs',
    path: 'api_key.updated.data',
    difference: MORE,
    reason: "The vendor's example has it instead of changes_requested.",
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.groups',
    path: 'object',
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.chat.completions.messages',
    path: 'name',
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.chat.completions',
    path: [
      ...['request_id', 'seed', 'top_p', 'temperature', 'presence_penalty', 'frequency_penalty'],
      ...['input_user', 'tool_choice', 'tools', 'response_format'],
    ],
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.evals',
    path: 'testing_criteria[].id',
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.evals.runs.outputItems',
    path: ['input', 'output'].flatMap((side) =>
      ['tool_call_id', 'tool_calls', 'function_call'].map((name) => `sample.${side}[].${name}`),
    ),
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.threads.runs',
    path: 'tool_resources',
    difference: MORE,
    reason: IN_EXAMPLE,
  },
  {
    document: DOCUMENT,
    endpoint: 'openai.vectorStores',
    path: ['description', 'bytes'],
    difference: MORE,
    reason: IN_EXAMPLE,
  },
];

/** Differences of OpenAI that are meant. */
export const OPENAI_DIFFERENCES: readonly Expected[] = [...PRESENCE, ...VALUES, ...LEFT_OPEN, ...BEYOND];
