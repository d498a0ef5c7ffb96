import { MORE, NARROWER, NULLABLE, OPTIONAL, SUGGESTED, type Expected } from './kinds.js';

const FACTS = 'keywordsai.facts.json';

/** Differences of Keywords AI that are meant: rules for a whole document first. */
export const KEYWORDS_AI_DIFFERENCES: readonly Expected[] = [
  {
    document: FACTS,
    difference: OPTIONAL,
    reason:
      'All that is known of the server is documentation: nothing but what identifies an item may end a list.',
  },
  {
    document: FACTS,
    difference: NULLABLE,
    reason:
      'Pages contradict each other, and the framework gives null for what is not set: null is never fatal.',
  },
  {
    document: FACTS,
    difference: SUGGESTED,
    reason: 'The document has no lists of values; the pages give them in words and in examples.',
  },
  {
    document: FACTS,
    difference: NARROWER,
    reason: 'The document leaves open what the pages show in examples only; the codec goes by those.',
  },
  {
    document: FACTS,
    path: /(^|_)(id|identifier)$/,
    difference: /^type (string|number) in the document, integer or string in the codec$/,
    reason:
      'The same id is a number on some pages and a text on others, and the vendor types many as either.',
  },
  {
    document: FACTS,
    path: /^(tags\[\]|current_version|annotation_completed_by|(created|updated)_by)$/,
    difference: /^type object in the document, integer or object or string in the codec$/,
    reason: 'Told in full on some pages; on others by name, number or id.',
  },
  {
    document: FACTS,
    endpoint: 'keywordsai.users.detail',
    path: [
      ...['unique_organization_id', 'organization_key', 'environment', 'budget_duration', 'total_requests'],
      ...['total_prompt_tokens', 'total_completion_tokens', 'total_tokens', 'total_cache_hits', 'top_models'],
      ...['average_latency', 'average_ttft', 'average_monthly_cost', 'updated_at', 'metadata', 'blurred'],
    ],
    difference: MORE,
    reason: 'The document lists what the read names in its own way; the example has these too.',
  },
  {
    document: FACTS,
    endpoint: ['keywordsai.requestLogs', 'keywordsai.requestLogs.legacy', 'keywordsai.datasets.logs'],
    path: 'organization_id',
    difference: MORE,
    reason: 'An example has it instead of organization.',
  },
  {
    document: FACTS,
    endpoint: 'keywordsai.datasets.logs',
    path: ['messages', 'parameters', 'created_at', 'updated_at'],
    difference: MORE,
    reason: 'They stand in an example of an older page only.',
  },
  {
    document: FACTS,
    endpoint: 'keywordsai.datasets.logs',
    path: ['prompt', 'completion'],
    difference: MORE,
    reason: 'They stand in the example only.',
  },
  {
    document: FACTS,
    endpoint: ['keywordsai.prompts', 'keywordsai.experiments'],
    path: ['id', 'name', 'color', 'created_at', 'updated_at'].map((name) => `tags[].${name}`),
    difference: MORE,
    reason: 'The document says that it is an object; the page of prompts says what is in it.',
  },
  {
    document: FACTS,
    endpoint: 'keywordsai.prompts',
    path: ['version', 'model', 'updated_at', 'messages'].map((name) => `current_version.${name}`),
    difference: MORE,
    reason: 'The document says that it is an object; the page says what is in it.',
  },
  {
    document: FACTS,
    endpoint: 'keywordsai.prompts.versions',
    path: ['load_balance_models[].model', 'load_balance_models[].weight'],
    difference: MORE,
    reason: 'The document says that it is an object; the page says what is in it.',
  },
  {
    document: FACTS,
    endpoint: 'keywordsai.temporaryKeys',
    path: 'api_key',
    difference: MORE,
    reason: 'The reply that makes a key has it; should a list ever have it, it is held as a secret.',
  },
];
