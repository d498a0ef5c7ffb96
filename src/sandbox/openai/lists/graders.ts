import type { WireItem } from '../../types.js';

/** The model that graders ask. */
export const GRADER_MODEL = 'o3-mini';

const ASKED = [{ role: 'user', content: '{{item.input}}' }] as const;

const ANSWER = '{{sample.output_text}}';

type Maker = (name: string) => WireItem;

const stringCheck: Maker = (name) => ({
  type: 'string_check',
  name,
  input: ANSWER,
  reference: 'yes',
  operation: 'eq',
});

const textSimilarity: Maker = (name) => ({
  type: 'text_similarity',
  name,
  input: ANSWER,
  reference: '{{item.truth}}',
  evaluation_metric: 'bleu',
});

const python: Maker = (name) => ({
  type: 'python',
  name,
  source: 'def grade(sample, item):\n  return 1.0\n',
  image_tag: '2025-05-08',
});

const scoreModel: Maker = (name) => ({
  type: 'score_model',
  name,
  model: GRADER_MODEL,
  input: ASKED,
  range: [0, 1],
  sampling_params: { seed: 42, temperature: 1, top_p: null, reasoning_effort: 'low' },
});

const labelModel: Maker = (name) => ({
  type: 'label_model',
  name,
  model: GRADER_MODEL,
  input: ASKED,
  labels: ['correct', 'incorrect'],
  passing_labels: ['correct'],
});

/** The vendor's document has one grader where the name says several. */
const multi: Maker = (name) => ({
  type: 'multi',
  name,
  graders: labelModel('label'),
  calculate_output: 'label',
});

/** The graders of an evaluation: all kinds in turn, those that give a score with the least that passes. */
const OF_EVALS: readonly Maker[] = [
  labelModel,
  stringCheck,
  (name) => ({ ...textSimilarity(name), pass_threshold: 0.5 }),
  (name) => ({ ...python(name), pass_threshold: 1 }),
  (name) => ({ ...scoreModel(name), pass_threshold: 0.7 }),
];

/** The graders of reinforcement: all kinds in turn. */
const OF_TUNING: readonly Maker[] = [stringCheck, textSimilarity, python, scoreModel, multi];

const inTurn = (makers: readonly Maker[], number: number): WireItem =>
  makers[number % makers.length]?.(`Grader ${String(number + 1)}`) ?? {};

/** One grader of an evaluation. */
export const evalGrader = (number: number): WireItem => inTurn(OF_EVALS, number);

/** One grader of a fine-tuning job that reinforces. */
export const tuningGrader = (number: number): WireItem => inTurn(OF_TUNING, number);
