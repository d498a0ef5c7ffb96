import { once, tableOf, type Birth, type Row, type Table, type TableConfig } from '../table.js';
import { sizeOf } from '../world.js';
import { callRow, traceRow, type CallConfig, type Cast } from './calls.js';
import { anyOf, diceFor, type Era } from './era.js';

/** What the organization sees of its calls. */
export interface ObservedTables {
  readonly requestLogs: Table;
  readonly traces: Table;
  readonly threads: Table;
}

/** One trace with its calls. */
interface Told {
  readonly trace: Row;
  readonly calls: readonly Row[];
}

/**
 * Builds calls, their traces and their threads: a trace is the sum of its calls, a thread counts them. About every minute
 * and a half a trace began, so that the last hour, which the lists show by default, has some pages of everything.
 */
export function observedTables(
  era: Era,
  cast: { readonly keys: Table; readonly prompts: Table },
  logRemoved: (log: Row) => void,
): ObservedTables {
  const nowMs = (): number => era.nowMs();
  const threads: Table = threadTable(era, {
    inserted: (row) => {
      requestLogs.add(inThread(row, row.at));
    },
    removed: ({ id }) => {
      requestLogs.drop(({ wire }) => wire.thread_identifier === id);
    },
  });
  const players = (): Cast => ({
    keys: cast.keys.seeded(),
    prompts: cast.prompts.seeded(),
    threads: threads.seeded(),
  });
  const call = (label: string, at: number, customerId?: string): Row =>
    someCall({ era, cast: players(), label, at }, customerId);
  const inThread = ({ id, parent }: Row, at: number): Row => {
    const row = call(`thread.${id}`, at, parent);
    return { ...row, wire: { ...row.wire, thread_identifier: id } };
  };
  const traced = once(() => traces.seeded().map((row) => tales.get(row.id)?.calls ?? []));
  const tales = new Map<string, Told>();
  const traces: Table = tableOf({
    nowMs,
    build: () =>
      Array.from({ length: sizeOf(600, era.scale, 50) }, (_, place) => {
        const at = era.start - (place + 1) * 89_003;
        const tale = tell(era, players(), `s${String(place)}`, at);
        tales.set(tale.trace.id, tale);
        return tale.trace;
      }),
    make: ({ number, at }: Birth) => {
      const tale = tell(era, players(), `new.${String(number)}`, at);
      for (const row of tale.calls) requestLogs.add(row);
      return tale.trace;
    },
    removed: ({ id }) => {
      requestLogs.drop(({ wire }) => wire.trace_unique_id === id);
    },
  });
  const requestLogs: Table = tableOf({
    nowMs,
    build: () => {
      const loose = Array.from({ length: sizeOf(500, era.scale, 50) }, (_, place) => {
        const thread = threads.seeded()[place];
        const at = era.start - (place + 1) * 83_003;
        return thread === undefined ? call(`l${String(place)}`, at) : inThread(thread, at);
      });
      return [...loose, ...traced().flat()].sort((a, b) => b.at - a.at);
    },
    make: ({ number, at }) => call(`new.${String(number)}`, at),
    removed: logRemoved,
  });
  return { requestLogs, traces, threads };
}

/** Threads of customers, newest first; the customer is the parent. */
function threadTable(era: Era, hooks: Pick<TableConfig, 'inserted' | 'removed'>): Table {
  return tableOf({
    ...hooks,
    nowMs: () => era.nowMs(),
    build: () =>
      Array.from({ length: sizeOf(150, era.scale, 40) }, (_, place) =>
        threadRow(era, `t${String(place)}`, era.start - (place + 1) * 67_003, place),
      ),
    make: ({ number, at }) => threadRow(era, `new.${String(number)}`, at, 0),
  });
}

/** Four out of five calls come from customers of the key's own environment. */
function someCall(config: Omit<CallConfig, 'customer'>, customerId?: string): Row {
  const dice = diceFor(config.era, 'caller', config.label);
  const { customers, prod } = config.era;
  const known = customerId === undefined ? undefined : customers.find(({ id }) => id === customerId);
  const customer = known ?? anyOf(dice, dice.chance(0.8) ? prod : customers);
  return callRow({ ...config, customer });
}

/** A trace of one customer with one to four calls in two seconds, the first of them the root. */
export function tell(era: Era, cast: Cast, label: string, until: number): Told {
  const at = until - 2000;
  const dice = diceFor(era, 'trace', label);
  const id = `trace_${dice.text(16, '0123456789abcdef')}`;
  const root = { era, cast, label: `${label}.0`, at, span: { trace: id, parent: null, name: 'root' } };
  const first = someCall(root);
  const customer = String(first.wire.customer_identifier);
  const own = era.customers.find(
    (one) => one.identifier === customer && one.environment === first.wire.environment,
  );
  const parent = String(first.wire.span_unique_id);
  const others = Array.from({ length: dice.int(0, 3) }, (_, place) => {
    const span = { trace: id, parent, name: `step_${String(place + 1)}` };
    const its = { era, cast, label: `${label}.${String(place + 1)}`, at: at + (place + 1) * 500, span };
    return someCall(its, own?.id);
  });
  const calls = [first, ...others];
  return { trace: { ...traceRow(era, label, id, at, calls), at: until }, calls };
}

function threadRow(era: Era, label: string, at: number, place: number): Row {
  const dice = diceFor(era, 'thread', label);
  const customer = anyOf(dice, place % 8 === 7 ? era.customers : era.prod);
  const id = `thread_${dice.text(12, '0123456789abcdef')}`;
  const wire = { thread_identifier: id, environment: customer.environment };
  return { id, at, parent: customer.id, facets: { customer_identifier: customer.identifier }, wire };
}
