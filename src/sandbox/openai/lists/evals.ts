import { valueOf } from '../../http.js';
import { hash } from '../../random.js';
import type { WireItem } from '../../types.js';
import { refuse } from '../errors.js';
import { fileFor } from './files.js';
import { evalGrader, GRADER_MODEL as MODEL } from './graders.js';
import { equalTo, evenly, spread, textOf, UP_DOWN, type Making, type OpenAiList } from './list.js';

const SCHEMA = { type: 'object', properties: { item: { type: 'object' } }, required: ['item'] } as const;

function evaluation({ number, at, dice }: Making): WireItem {
  const config = [
    { type: 'custom', schema: SCHEMA },
    { type: 'logs', metadata: { usecase: 'chat' }, schema: SCHEMA },
    { type: 'stored_completions', metadata: null, schema: SCHEMA },
  ][number % 3];
  return {
    object: 'eval',
    id: `eval_${dice.text(32, '0123456789abcdef')}`,
    name: `Eval ${String(number + 1)}`,
    data_source_config: config,
    testing_criteria: [evalGrader(number)],
    created_at: at,
    metadata: number % 4 === 0 ? {} : { team: 'research' },
  };
}

const STATUSES = ['completed', 'completed', 'failed', 'in_progress', 'queued', 'canceled'] as const;

function run({ world, parents, number, at, dice }: Making): WireItem {
  const id = `evalrun_${dice.text(32, '0123456789abcdef')}`;
  const status = STATUSES[number % STATUSES.length] ?? 'completed';
  const source =
    number % 2 === 0
      ? { type: 'file_id', id: fileFor(world, 'user_data', number) }
      : { type: 'file_content', content: [{ item: { input: 'A headline' } }] };
  return {
    object: 'eval.run',
    id,
    eval_id: parents[0] ?? '',
    report_url: `https://platform.openai.com/evaluations/${parents[0] ?? ''}?run_id=${id}`,
    status,
    model: MODEL,
    name: `run ${String(number + 1)}`,
    created_at: at,
    data_source:
      number % 3 === 0
        ? { type: 'responses', model: MODEL, source, sampling_params: { temperature: 1, seed: 42 } }
        : { type: 'jsonl', source },
    error: status === 'failed' ? { code: 'server_error', message: 'The run broke off.' } : null,
    metadata: {},
  };
}

/** A run with what its output items add up to. */
function runTotals(items: readonly WireItem[]): WireItem {
  const passed = items.filter(({ status }) => status === 'pass').length;
  const failed = items.length - passed;
  return {
    result_counts: { total: items.length, errored: 0, failed, passed },
    per_model_usage: [
      {
        model_name: MODEL,
        invocation_count: items.length,
        prompt_tokens: 323 * items.length,
        completion_tokens: 2 * items.length,
        total_tokens: 325 * items.length,
        cached_tokens: 0,
      },
    ],
    per_testing_criteria_results: [{ testing_criteria: 'Grader', passed, failed }],
  };
}

function output({ parents, number, at, dice }: Making): WireItem {
  const [evalId = '', runId = ''] = parents;
  const passed = number % 4 !== 2;
  return {
    object: 'eval.run.output_item',
    id: `outputitem_${dice.text(32, '0123456789abcdef')}`,
    run_id: runId,
    eval_id: evalId,
    created_at: at,
    status: passed ? 'pass' : 'fail',
    datasource_item_id: number,
    datasource_item: { input: 'A headline', truth: 'Markets' },
    results: [{ name: 'Grader', type: 'string-check-grader', score: passed ? 1 : 0, passed, sample: null }],
    sample: {
      input: [{ role: 'user', content: 'A headline' }],
      output: [{ role: 'assistant', content: passed ? 'Markets' : 'Sports' }],
      finish_reason: 'stop',
      model: MODEL,
      usage: { total_tokens: 325, completion_tokens: 2, prompt_tokens: 323, cached_tokens: 0 },
      error: null,
      temperature: 1,
      max_completion_tokens: 2048,
      top_p: 1,
      seed: 42,
    },
  };
}

/** The range of page sizes is not documented; 1 to 100 is taken. */
const upward = { protocol: 'lastId', limits: [20, 1, 100], order: 'asc', words: UP_DOWN } as const;

/** Evals, their runs, and what came out of those. */
export const EVALS: readonly OpenAiList[] = [
  {
    ...upward,
    id: 'evals',
    path: '/evals',
    // No item says when it was last updated, so any other order than by creation will do.
    sorted: (ask, rows) => {
      const by = valueOf(ask, 'order_by') ?? 'created_at';
      if (by === 'created_at') return rows;
      if (by !== 'updated_at') return refuse(400, `Invalid value: '${by}'.`, 'order_by');
      return [...rows].sort((a, b) => hash(textOf(a)) - hash(textOf(b)));
    },
    rows: { kind: 'made', size: evenly(30), make: evaluation },
  },
  {
    ...upward,
    id: 'evals.runs',
    path: '/evals/{eval_id}/runs',
    below: 'evals',
    filters: [equalTo('status', 'status', ['queued', 'in_progress', 'completed', 'canceled', 'failed'])],
    shown: (item, world) => ({
      ...item,
      ...runTotals(world.rows('evals.runs.outputItems', textOf(item, 'eval_id'), textOf(item))),
    }),
    rows: { kind: 'made', size: spread(40, 0, 4), make: run },
  },
  {
    ...upward,
    id: 'evals.runs.outputItems',
    path: '/evals/{eval_id}/runs/{run_id}/output_items',
    below: 'evals.runs',
    filters: [equalTo('status', 'status', ['fail', 'pass'])],
    rows: { kind: 'made', size: spread(60, 0, 6), make: output },
  },
];
