import type { Dice } from '../../random.js';
import { tableOf, type Row, type Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import { anyOf, diceFor, micros, type Era } from '../era.js';
import { listing, type KeywordsAiList } from '../listing.js';

/** What scores are given to, and by. */
interface ScoreSources {
  readonly requestLogs: Table;
  readonly evaluators: Table;
  readonly datasets: Table;
}

/** The scores, with the log as parent; the newest log has enough of them for three pages. */
export function scoreTable(era: Era, sources: ScoreSources): Table {
  return tableOf({
    nowMs: () => era.nowMs(),
    build: () => {
      const logs = sources.requestLogs.seeded();
      return Array.from({ length: sizeOf(400, era.scale, 60) }, (_, place) => {
        const log = place < 28 ? logs[0] : anyOf(diceFor(era, 'scored', place), logs);
        return scoreRow(
          era,
          sources,
          `s${String(place)}`,
          place,
          era.start - (place + 1) * 7001,
          log?.id ?? '',
        );
      });
    },
    make: ({ number, at, parent = sources.requestLogs.rows()[0]?.id ?? '' }) =>
      scoreRow(era, sources, `new.${String(number)}`, number, at, parent),
  });
}

function scoreRow(
  era: Era,
  { evaluators, datasets, requestLogs }: ScoreSources,
  label: string,
  place: number,
  at: number,
  parent: string,
): Row {
  const dice = diceFor(era, 'score', label);
  const id = `score_${dice.text(12, '0123456789abcdef')}`;
  const judges = evaluators.seeded();
  const judge = judges[place % judges.length] ?? anyOf(dice, judges);
  const log = requestLogs.seeded().find((row) => row.id === parent)?.wire ?? {};
  const wire = {
    id,
    created_at: micros(at),
    type: judge.wire.type,
    environment: log.environment === 'test' ? 'test' : 'production',
    ...valueOf(dice, String(judge.wire.score_value_type)),
    is_passed: dice.chance(0.8),
    cost: dice.int(0, 40) / 1000,
    evaluator_id: judge.id,
    evaluator_slug: judge.wire.evaluator_slug,
    evaluator_name: judge.wire.name,
    scorer: judge.wire.type === 'human' ? 'marcus@example.com' : null,
    log_id: parent,
    prompt_id: log.prompt_id ?? null,
    prompt_version_number: log.prompt_id === null ? null : 1,
    dataset_id: dice.chance(0.3) ? anyOf(dice, datasets.seeded()).id : null,
    automation_id: null,
    status: 'completed',
    error_message: null,
  };
  return { id, at, parent, wire };
}

/** A score is in the member of its kind, and the others are null. */
function valueOf(dice: Dice, kind: string): WireItem {
  const none = { numerical_value: null, string_value: null, boolean_value: null };
  const values = { ...none, categorical_value: null, json_value: null };
  switch (kind) {
    case 'boolean':
      return { ...values, boolean_value: dice.chance(0.7) };
    case 'text':
    case 'comment':
      return { ...values, string_value: 'Good response quality' };
    case 'json':
      return { ...values, json_value: '{"rating": 5, "reason": "Accurate"}' };
    case 'single_select':
    case 'multi_select':
    case 'categorical':
      return { ...values, categorical_value: [dice.pick(['excellent', 'good', 'poor'])] };
    default:
      return { ...values, numerical_value: dice.int(0, 50) / 10 };
  }
}

/** All scores, and those of one log. */
export function scoreLists(scores: Table, requestLogs: Table): readonly KeywordsAiList[] {
  return [
    {
      list: 'scores',
      shelf: scores,
      forms: ['GET /api/scores/', 'POST /api/scores/'],
      answer: listing({ rows: () => scores.rows(), sizes: [50, 100] }),
    },
    {
      list: 'logs.scores',
      shelf: scores,
      forms: ['GET /api/logs/{log_id}/scores/'],
      answer: listing({
        rows: ({ params: [id] }) =>
          requestLogs.rows().some((row) => row.id === id)
            ? scores.rows().filter(({ parent }) => parent === id)
            : undefined,
        sizes: [50, 100],
      }),
    },
  ];
}
