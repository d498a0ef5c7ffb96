import { valueOf, wholeOf, type Reply } from '../../http.js';
import { tableOf, type Row, type Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import type { Cast } from '../calls.js';
import { anyOf, diceFor, micros, type Era } from '../era.js';
import { listing, type Asking, type KeywordsAiList } from '../listing.js';
import { tell } from '../observed.js';

/** Experiments, and all their traces with the experiment as parent. */
interface ExperimentTables {
  readonly experiments: Table;
  readonly traces: Table;
}

/** Builds the experiments; the newest one has enough traces for three pages, were they paged. */
export function experimentTables(era: Era, datasets: Table, cast: () => Cast): ExperimentTables {
  const nowMs = (): number => era.nowMs();
  const experiments: Table = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(60, era.scale);
      return Array.from({ length: count }, (_, place) =>
        experimentRow(era, datasets.seeded(), count - place, era.start - (place + 1) * 12_000_007),
      );
    },
    make: ({ number, at }) => experimentRow(era, datasets.seeded(), 10_000 + number, at),
    removed: ({ id }) => {
      traces.drop(({ parent }) => parent === id);
    },
  });
  const traces: Table = tableOf({
    nowMs,
    build: () =>
      experiments.seeded().flatMap(({ id, at }, place) => {
        const count = place === 0 ? 31 : diceFor(era, 'experiment.traces', id).int(1, 4);
        return Array.from({ length: count }, (_, back) =>
          runRow(era, cast(), id, count - back, at + (count - back) * 3000),
        );
      }),
    make: ({ number, at, parent = experiments.rows()[0]?.id ?? '' }) =>
      runRow(era, cast(), parent, 10_000 + number, at),
  });
  return { experiments, traces };
}

function experimentRow(era: Era, datasets: readonly Row[], number: number, at: number): Row {
  const dice = diceFor(era, 'experiment', number);
  const id = `exp_${dice.text(16, '0123456789abcdef')}`;
  const dataset = anyOf(dice, datasets);
  const status = dice.pick(['running', 'completed', 'completed', 'failed', 'pending']);
  const wire = {
    id,
    name: `Experiment ${String(number)}`,
    status,
    created_at: micros(at),
    description: `A run over ${String(dataset.wire.name)}`,
    dataset: dataset.id,
    dataset_id: dataset.id,
    dataset_name: dataset.wire.name,
    workflow_count: dice.int(1, 3),
    progress: status === 'completed' ? 100 : dice.int(0, 90),
    started_at: status === 'pending' ? null : micros(at + 60_000),
    completed_at: status === 'completed' ? micros(at + 7_200_000) : null,
    tags: number % 4 === 0 ? [{}] : [],
  };
  return { id, at, wire };
}

/** Outputs are cut to about 50 characters. */
function runRow(era: Era, cast: Cast, parent: string, number: number, at: number): Row {
  const dice = diceFor(era, 'experiment.trace', parent, number);
  const { trace } = tell(era, cast, `${parent}.${String(number)}`, at);
  const cut = (value: unknown): string =>
    (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 50);
  const wire = {
    ...trace.wire,
    input: cut(trace.wire.input),
    output: cut(trace.wire.output),
    expected_output: `Answer ${String(number)}`,
    status: dice.pick(['success', 'success', 'error']),
    scores: {},
    task_metrics: {},
  };
  return { ...trace, at, parent, wire };
}

/** Experiments in both versions; their traces come all at once, whatever page is asked for. */
export function experimentLists({ experiments, traces }: ExperimentTables): readonly KeywordsAiList[] {
  return [
    {
      list: 'experiments',
      shelf: experiments,
      forms: ['GET /api/v2/experiments/', 'POST /api/v2/experiments/list/'],
      answer: listing({ rows: () => experiments.rows(), sizes: [50, 100] }),
    },
    {
      list: 'experiments',
      forms: ['GET /api/experiments/list', 'GET /api/experiments/list/'],
      items: 'experiments',
      answer: (asking) => byOffset(asking, experiments.rows()),
    },
    {
      list: 'experiments.traces',
      shelf: traces,
      forms: [
        'GET /api/v2/experiments/{experiment_id}/logs/list/',
        'POST /api/v2/experiments/{experiment_id}/logs/list/',
      ],
      answer: (asking) => exported(asking) ?? runs(asking, experiments, traces),
    },
  ];
}

/** An export is started by mail, and answers with no page. */
function exported({ ask }: Asking): Reply | undefined {
  const asked = valueOf(ask, 'export');
  if (ask.method !== 'GET' || (asked !== '1' && asked !== 'true')) return undefined;
  return { status: 202, headers: {}, body: { message: 'The export will be sent by e-mail.' } };
}

function runs(asking: Asking, experiments: Table, traces: Table): Reply {
  const { ask } = asking;
  const all = traces.rows().filter(({ parent }) => parent === asking.params[0]);
  const query = ask.query.filter(([name]) => name !== 'page' && name !== 'page_size');
  return listing({
    rows: ({ params: [id] }) => (experiments.rows().some((row) => row.id === id) ? all : undefined),
    keeps: ({ at }) => between(at, valueOf(ask, 'start_time'), valueOf(ask, 'end_time')),
    sizes: [Math.max(1, all.length), Math.max(1, all.length)],
  })({ ...asking, ask: { ...ask, query } });
}

function between(at: number, start = '', end = ''): boolean {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  return !(at < from) && !(at > to);
}

/** The first version of the list, as the vendor's Python client documents it. */
function byOffset({ ask }: Asking, rows: readonly Row[]): Reply {
  const [limit, offset] = [wholeOf(valueOf(ask, 'limit') ?? '10'), wholeOf(valueOf(ask, 'offset') ?? '0')];
  const size = limit >= 1 ? Math.min(limit, 100) : 10;
  const from = offset >= 0 ? offset : 0;
  const experiments: readonly WireItem[] = rows.slice(from, from + size).map(({ wire }) => wire);
  const has_more = from + size < rows.length;
  return {
    status: 200,
    headers: {},
    body: { experiments, total: rows.length, limit: size, offset: from, has_more },
  };
}
