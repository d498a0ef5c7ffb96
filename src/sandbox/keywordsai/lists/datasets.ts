import { showing, tableOf, type Row, type Table } from '../../table.js';
import { sizeOf } from '../../world.js';
import { anyOf, author, diceFor, micros, MODELS, type Era } from '../era.js';
import { listing, picked, sizedLink, type KeywordsAiList } from '../listing.js';

/** Datasets, and all their logs with the dataset as parent. */
interface DatasetTables {
  readonly datasets: Table;
  readonly logs: Table;
}

/** Builds the datasets; the newest one has enough logs for three pages. */
export function datasetTables(era: Era): DatasetTables {
  const nowMs = (): number => era.nowMs();
  const datasets: Table = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(60, era.scale);
      return Array.from({ length: count }, (_, place) =>
        datasetRow(era, count - place, era.start - (place + 1) * 11_000_003),
      );
    },
    make: ({ number, at }) => datasetRow(era, 10_000 + number, at),
    removed: ({ id }) => {
      logs.drop(({ parent }) => parent === id);
    },
  });
  const logs: Table = tableOf({
    nowMs,
    build: () =>
      datasets.seeded().flatMap(({ id, at }, place) => {
        const count = place === 0 ? 35 : diceFor(era, 'dataset.logs', id).int(2, 8);
        return Array.from({ length: count }, (_, back) => logRow(era, id, count - back, at - back * 61_003));
      }),
    make: ({ number, at, parent = datasets.rows()[0]?.id ?? '' }) => logRow(era, parent, 10_000 + number, at),
  });
  return { datasets, logs };
}

function datasetRow(era: Era, number: number, at: number): Row {
  const dice = diceFor(era, 'dataset', number);
  const id = dice.uuid();
  const status = dice.pick(['ready', 'ready', 'running', 'completed', 'failed', 'loading', 'initializing']);
  const runs = status === 'running' || status === 'completed';
  const wire = {
    id,
    name: `Dataset ${String(number)}${dice.chance(0.4) ? ' support' : ''}`,
    description: `Sampled chats, part ${String(number)}`,
    type: dice.pick(['sampling', 'llm']),
    status,
    running_status: status === 'failed' ? 'failed' : runs ? status : 'pending',
    running_progress: status === 'completed' ? 100 : runs ? dice.int(1, 99) : 0,
    running_at: runs ? micros(at + 60_000) : null,
    created_at: micros(at),
    updated_at: micros(at + 60_000),
    organization: 123,
    organization_id: 123,
    updated_by: number % 4 === 0 ? 7 : author(number),
    initial_log_filters: {
      customer_identifier: { operator: '', value: [anyOf(dice, era.customers).identifier] },
    },
    unique_organization_ids: [era.organization],
    timestamps: [micros(at)],
    evaluator: dice.chance(0.3) ? 'response_quality' : null,
    completed_annotation_count: dice.chance(0.3) ? null : 0,
  };
  return { id, at, wire };
}

function logRow(era: Era, parent: string, number: number, at: number): Row {
  const dice = diceFor(era, 'dataset.log', parent, number);
  const { model } = anyOf(dice, MODELS);
  const customer = anyOf(dice, era.customers);
  const [input, output] = [dice.int(20, 2000), dice.int(5, 400)];
  const id = `dl_${dice.text(20, '0123456789abcdef')}`;
  const annotated = dice.chance(0.5);
  const wire = {
    id,
    unique_id: id,
    organization_id: era.organization,
    environment: customer.environment,
    timestamp: micros(at),
    start_time: micros(at - 516),
    prompt_tokens: input,
    completion_tokens: output,
    total_request_tokens: input + output,
    cost: (input * 2 + output * 8) / 1_000_000,
    model,
    latency: 0.516,
    status_code: 200,
    status: 'success',
    prompt: `Question ${String(number)}`,
    completion: `Answer ${String(number)}`,
    customer_identifier: customer.identifier,
    dataset_id: parent,
    annotation_status: annotated ? 'completed' : 'pending',
    annotation_completed_by: annotated ? author(number) : { first_name: '', last_name: '', email: '' },
    scores: annotated
      ? [
          {
            evaluator_name: 'Response Quality',
            evaluator_slug: 'response_quality',
            numerical_value: dice.int(1, 5),
          },
        ]
      : [],
  };
  return { id, at, parent, wire };
}

/** The datasets with the number of their logs and the first of them. */
function shownDatasets({ datasets, logs }: DatasetTables): readonly Row[] {
  const ids = new Map<string, string[]>();
  for (const { parent = '', id } of logs.rows()) ids.set(parent, [...(ids.get(parent) ?? []), id]);
  return datasets.rows().map((row) => {
    const its = ids.get(row.id) ?? [];
    return { ...row, wire: { ...row.wire, log_count: its.length, log_ids: its.slice(0, 3) } };
  });
}

/** Datasets and their logs. */
export function datasetLists(tables: DatasetTables): readonly KeywordsAiList[] {
  const { datasets, logs } = tables;
  return [
    {
      list: 'datasets',
      shelf: showing(datasets, () => shownDatasets(tables)),
      forms: ['GET /api/datasets/', 'POST /api/datasets/list/'],
      answer: listing({ rows: () => shownDatasets(tables), sizes: [50, 100] }),
    },
    {
      list: 'datasets.logs',
      shelf: logs,
      forms: ['GET /api/datasets/{dataset_id}/logs/list/', 'POST /api/datasets/{dataset_id}/logs/list/'],
      answer: listing({
        rows: ({ params: [id] }) =>
          datasets.rows().some((row) => row.id === id)
            ? byUniqueId(logs.rows().filter(({ parent }) => parent === id))
            : undefined,
        sizes: [50, 100],
        sortBy: ['order_by', 'sort_by'],
        wire: (row, { ask }) => picked(row.wire, ask),
        link: sizedLink,
        envelope: (page, { ask }) => ({
          ...page,
          ...(ask.method === 'GET'
            ? { filter_options: { status_code: {}, model: {} } }
            : { filters_data: { status_code: {}, model: {} } }),
        }),
      }),
    },
  ];
}

function byUniqueId(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}
