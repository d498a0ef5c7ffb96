import type { WireItem } from '../../types.js';
import { fileFor } from './files.js';
import { tuningGrader } from './graders.js';
import {
  equalTo,
  evenly,
  nth,
  spread,
  tagged,
  textOf,
  type ListWorld,
  type Making,
  type OpenAiList,
} from './list.js';

const BASE = 'gpt-4.1-2025-04-14';

const STATUSES = [
  'succeeded',
  'succeeded',
  'failed',
  'succeeded',
  'cancelled',
  'running',
  'queued',
  'validating_files',
] as const;

const PARAMETERS = { batch_size: 'auto', learning_rate_multiplier: 1.8, n_epochs: 3 } as const;

function methodOf(number: number): WireItem {
  const type = (['supervised', 'dpo', 'reinforcement'] as const)[number % 3] ?? 'supervised';
  const grader = type === 'reinforcement' ? { grader: tuningGrader(Math.floor(number / 3)) } : {};
  return { type, [type]: { ...grader, hyperparameters: PARAMETERS } };
}

function job({ world, number, count, at, dice }: Making): WireItem {
  const status = number < count ? (STATUSES[number % STATUSES.length] ?? 'succeeded') : 'queued';
  const done = status === 'succeeded';
  return {
    object: 'fine_tuning.job',
    id: `ftjob-${dice.text(24)}`,
    created_at: at,
    error:
      status === 'failed'
        ? { code: 'invalid_training_file', message: 'Too few examples.', param: 'training_file' }
        : null,
    fine_tuned_model: done ? `ft:${BASE}:sandbox::${dice.text(8)}` : null,
    finished_at: done ? at + 3600 : null,
    hyperparameters: PARAMETERS,
    model: BASE,
    organization_id: 'org-sandbox',
    result_files: done ? [fileFor(world, 'fine-tune-results', number)] : [],
    status,
    trained_tokens: done ? dice.int(10_000, 900_000) : null,
    training_file: fileFor(world, 'fine-tune', number),
    validation_file: number % 3 === 0 ? fileFor(world, 'fine-tune', number + 1) : null,
    integrations:
      number % 4 === 0
        ? [{ type: 'wandb', wandb: { project: 'tuning', name: null, tags: ['nightly'] } }]
        : null,
    seed: dice.int(1, 0x7fffffff),
    estimated_finish: status === 'running' ? at + 7200 : null,
    method: methodOf(number),
    metadata: number % 3 === 1 ? { team: 'research' } : number % 3 === 2 ? {} : null,
  };
}

function event({ number, at, dice }: Making): WireItem {
  const metrics = number % 3 === 2;
  return {
    object: 'fine_tuning.job.event',
    id: `ftevent-${dice.text(24)}`,
    created_at: at,
    level: number % 11 === 10 ? 'warn' : 'info',
    message: metrics ? `Step ${String(number)}: training loss=0.50` : 'Files validated',
    data: metrics ? { step: number, train_loss: 0.5, total_steps: 100 } : null,
    type: metrics ? 'metrics' : 'message',
  };
}

function checkpoint({ parents, parent, number, at, dice }: Making): WireItem {
  const step = 100 * (number + 1);
  return {
    object: 'fine_tuning.job.checkpoint',
    id: `ftckpt_${dice.text(24)}`,
    created_at: at,
    fine_tuned_model_checkpoint: `${textOf(parent, 'fine_tuned_model') || `ft:${BASE}:sandbox::${dice.text(8)}`}:ckpt-step-${String(step)}`,
    step_number: step,
    metrics: {
      step,
      train_loss: 0.5,
      train_mean_token_accuracy: 0.8,
      ...(number % 2 === 0 ? { full_valid_loss: 0.134, full_valid_mean_token_accuracy: 0.874 } : {}),
    },
    fine_tuning_job_id: parents[0] ?? '',
  };
}

/** The names of all checkpoints: the parents of permissions, which know no job. */
const checkpoints = (world: ListWorld) =>
  world
    .rows('fineTuning.jobs')
    .flatMap((one) => world.rows('fineTuning.jobs.checkpoints', textOf(one)))
    .map((one) => [textOf(one, 'fine_tuned_model_checkpoint')]);

/** Jobs have a checkpoint only where they came to an end; the range of page sizes is not documented. */
export const FINE_TUNING: readonly OpenAiList[] = [
  {
    id: 'fineTuning.jobs',
    path: '/fine_tuning/jobs',
    protocol: 'itemId',
    limits: [20, 1, 100],
    order: 'desc',
    filters: [tagged('metadata')],
    rows: { kind: 'made', size: evenly(40), make: job },
  },
  {
    id: 'fineTuning.jobs.events',
    path: '/fine_tuning/jobs/{fine_tuning_job_id}/events',
    protocol: 'itemId',
    limits: [20, 1, 100],
    order: 'desc',
    below: 'fineTuning.jobs',
    rows: { kind: 'made', size: spread(80, 1, 8), make: event },
  },
  {
    id: 'fineTuning.jobs.checkpoints',
    path: '/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints',
    protocol: 'lastId',
    limits: [10, 1, 100],
    order: 'desc',
    below: 'fineTuning.jobs',
    rows: {
      kind: 'made',
      size: (home) => (home.parent['status'] === 'succeeded' ? spread(25, 1, 3)(home) : 0),
      make: checkpoint,
    },
  },
  {
    id: 'fineTuning.checkpoints.permissions',
    path: '/fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions',
    protocol: 'lastId',
    limits: [10, 1, 100],
    order: 'desc',
    words: ['ascending', 'descending'],
    homes: checkpoints,
    filters: [equalTo('project_id', 'project_id')],
    rows: {
      kind: 'made',
      size: spread(25, 0, 2),
      make: ({ world, number, at, dice }) => ({
        object: 'checkpoint.permission',
        id: `cp_${dice.text(24)}`,
        created_at: at,
        project_id: textOf(nth(world.rows('projects'), number)),
      }),
    },
  },
];
