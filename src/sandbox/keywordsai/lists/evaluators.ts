import { valueOf } from '../../http.js';
import { tableOf, type Row, type Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import { author, diceFor, micros, type Era } from '../era.js';
import { listing, sizedLink, type Asking, type KeywordsAiList, type ListPage } from '../listing.js';

const VALUES = [
  'numerical',
  'boolean',
  'percentage',
  'single_select',
  'multi_select',
  'json',
  'text',
  'categorical',
  'comment',
] as const;

/** Evaluators, and all their versions with the evaluator as parent. */
interface EvaluatorTables {
  readonly evaluators: Table;
  readonly versions: Table;
}

/** Builds the evaluators; the newest one has enough versions for three pages. */
export function evaluatorTables(era: Era): EvaluatorTables {
  const nowMs = (): number => era.nowMs();
  const evaluators: Table = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(40, era.scale, 30);
      return Array.from({ length: count }, (_, place) =>
        evaluatorRow(era, count - place, era.start - (place + 1) * 13_000_003),
      );
    },
    make: ({ number, at }) => evaluatorRow(era, 10_000 + number, at),
    inserted: (row) => {
      versions.add(versionRow(row, 0, row.at));
    },
    removed: ({ id }) => {
      versions.drop(({ parent }) => parent === id);
    },
  });
  const versions: Table = tableOf({
    nowMs,
    build: () =>
      evaluators.seeded().flatMap((row, place) => {
        const count = place === 0 ? 27 : diceFor(era, 'evaluator.versions', row.id).int(1, 3);
        return Array.from({ length: count }, (_, back) =>
          versionRow(row, back === 0 ? 0 : count - back, row.at + (count - back) * 1000),
        );
      }),
    make: ({ at, parent }) => {
      const row = evaluators.rows().find(({ id }) => parent === undefined || id === parent);
      if (row === undefined) throw new Error(`the sandbox has no evaluator ${String(parent)}`);
      const known = versions.rows().filter((one) => one.parent === row.id);
      return versionRow(row, 1 + Math.max(0, ...known.map(({ wire }) => Number(wire.version))), at);
    },
  });
  return { evaluators, versions };
}

function evaluatorRow(era: Era, number: number, at: number): Row {
  const dice = diceFor(era, 'evaluator', number);
  const id = dice.uuid();
  const value = VALUES[number % VALUES.length] ?? 'numerical';
  const wire = {
    id,
    name: `Evaluator ${String(number)}${dice.chance(0.4) ? ' quality' : ''}`,
    evaluator_slug: `evaluator_${String(number)}`,
    type: dice.pick(['llm', 'human', 'code']),
    score_value_type: value,
    eval_class: '',
    description: `Judges answers, number ${String(number)}`,
    created_by: author(number),
    updated_by: author(number + 1),
    created_at: micros(at),
    updated_at: micros(at + 10),
    custom_required_fields: [],
    categorical_choices: value === 'categorical' ? [{ name: 'excellent', value: 1 }] : null,
    starred: dice.chance(0.3),
    organization: 2,
    tags: number % 3 === 0 ? ['quality'] : [],
  };
  return { id, at, wire };
}

/** The draft is version 0 and comes first; the others are read-only. */
function versionRow(evaluator: Row, version: number, at: number): Row {
  const id = `${evaluator.id}-v${String(version)}`;
  const wire = {
    ...evaluator.wire,
    version_id: id,
    version,
    is_read_only: version > 0,
    version_description: version === 0 ? 'Draft' : `Version ${String(version)}`,
    score_config: {},
    passing_conditions: {},
    llm_config: evaluator.wire.type === 'llm' ? { model: 'gpt-4o' } : null,
    code_config: evaluator.wire.type === 'code' ? { code: 'return 1' } : null,
    updated_at: micros(at),
  };
  return { id, at, parent: evaluator.id, wire };
}

/** Evaluators and their versions; `count` is that of the page, as documented. */
export function evaluatorLists({ evaluators, versions }: EvaluatorTables): readonly KeywordsAiList[] {
  const common = {
    rows: () => evaluators.rows(),
    sizes: [20, 100],
    envelope: ({ results, next, previous }: ListPage): WireItem => ({
      results,
      count: results.length,
      previous,
      next,
    }),
  } as const;
  return [
    {
      list: 'evaluators',
      shelf: evaluators,
      forms: ['GET /api/evaluators/'],
      answer: listing({ ...common, keeps }),
    },
    { list: 'evaluators', forms: ['POST /api/evaluators/list/'], answer: listing(common) },
    {
      list: 'evaluators.versions',
      shelf: versions,
      forms: ['GET /api/evaluators/{evaluator_id}/versions/'],
      answer: listing({
        rows: ({ params: [id] }) =>
          evaluators.rows().some((row) => row.id === id)
            ? versions.rows().filter(({ parent }) => parent === id)
            : undefined,
        sizes: [50, 200],
        link: sizedLink,
      }),
    },
  ];
}

function keeps({ wire }: Row, { ask }: Asking): boolean {
  const [search = '', type, starred] = ['search', 'type', 'starred'].map((name) => valueOf(ask, name));
  const [value, tags] = [valueOf(ask, 'score_value_type'), valueOf(ask, 'tags')];
  const its = wire.tags as readonly string[];
  return (
    String(wire.name).toLowerCase().includes(search.toLowerCase()) &&
    (type === undefined || wire.type === type) &&
    (value === undefined || wire.score_value_type === value) &&
    (starred === undefined || String(wire.starred) === starred) &&
    (tags === undefined || tags.split(',').some((tag) => its.includes(tag)))
  );
}
