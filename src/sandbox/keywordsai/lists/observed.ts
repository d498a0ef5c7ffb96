import { valueOf } from '../../http.js';
import { showing, type Row, type Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { inEnvironment, inWindow, listing, picked, type Asking, type KeywordsAiList } from '../listing.js';
import type { ObservedTables } from '../observed.js';

/** Request logs, traces and threads. */
export function observedLists(tables: ObservedTables, scores: Table): readonly KeywordsAiList[] {
  const logs = {
    rows: () => shownLogs(tables, scores),
    wire: ({ wire }: Row, { ask }: Asking) => picked(wire, ask),
  };
  return [
    {
      list: 'requestLogs',
      shelf: showing(tables.requestLogs, () => shownLogs(tables, scores)),
      forms: ['POST /api/request-logs/list/'],
      answer: listing({
        ...logs,
        sizes: [50, 1000],
        keeps: (row, asking) =>
          inWindow(row, asking) && ofAsked(row, asking) && same(row, asking, 'log_type'),
        envelope: ({ count, next, previous, results }, { ask }, body) => ({
          count,
          next: next ?? 'null',
          previous: previous ?? 'null',
          results,
          ...(valueOf(ask, 'fetch_filters') === 'false' ? {} : filtersOf(body, ['status_code', 'model'])),
        }),
      }),
    },
    {
      list: 'requestLogs',
      forms: ['GET /api/request-logs/'],
      answer: listing({
        ...logs,
        sizes: [100, 1000],
        keeps: (row, asking) =>
          inWindow(row, asking) && ofAsked(row, asking) && same(row, asking, 'customer_identifier'),
      }),
    },
    {
      list: 'traces',
      shelf: tables.traces,
      forms: ['GET /api/traces/list/', 'POST /api/traces/list/'],
      answer: listing({
        rows: () => tables.traces.rows(),
        sizes: [50, 1000],
        keeps: (row, asking) => inWindow(row, asking) && inEnvironment(row, asking),
      }),
    },
    {
      list: 'threads',
      shelf: showing(tables.threads, () => shownThreads(tables)),
      forms: ['POST /api/log_threads/'],
      answer: listing({
        rows: () => shownThreads(tables),
        sizes: [100, 1000],
        keeps: inEnvironment,
        envelope: (page, _asking, body) => ({ ...page, ...filtersOf(body, ['thread_identifier']) }),
      }),
    },
  ];
}

/** Booleans are the texts "true" and "false"; `is_test` decides over `all_envs`, and both over `environment`. */
function ofAsked(row: Row, asking: Asking): boolean {
  const [isTest, all] = ['is_test', 'all_envs'].map((name) => valueOf(asking.ask, name));
  if (isTest === 'true' || isTest === 'false')
    return (row.wire.environment === 'test') === (isTest === 'true');
  return all === 'true' || inEnvironment(row, asking);
}

function same({ wire }: Row, { ask }: Asking, name: string): boolean {
  const asked = valueOf(ask, name);
  return asked === undefined || wire[name] === asked;
}

/** The calls with their scores, by evaluator. */
function shownLogs({ requestLogs }: ObservedTables, scores: Table): readonly Row[] {
  const given = new Map<unknown, Record<string, unknown>>();
  for (const { wire } of scores.rows()) {
    const its = given.get(wire.log_id) ?? {};
    const { evaluator_name, evaluator_slug, numerical_value, boolean_value, string_value } = wire;
    its[String(wire.evaluator_id)] = {
      evaluator_name,
      evaluator_slug,
      numerical_value,
      boolean_value,
      string_value,
    };
    given.set(wire.log_id, its);
  }
  return requestLogs.rows().map((row) => {
    const found = given.get(row.id);
    return found === undefined ? row : { ...row, wire: { ...row.wire, scores: found } };
  });
}

/** The threads with the number of their calls, and the keys of those calls for the filters. */
function shownThreads({ threads, requestLogs }: ObservedTables): readonly Row[] {
  const calls = new Map<unknown, Row[]>();
  for (const log of requestLogs.rows()) {
    const thread = log.wire.thread_identifier;
    if (thread !== null) calls.set(thread, [...(calls.get(thread) ?? []), log]);
  }
  return threads.rows().map((row) => {
    const its = calls.get(row.id) ?? [];
    const keys = its.map(({ wire }) => wire.organization_key_id);
    return {
      ...row,
      facets: { ...row.facets, organization_key_id: keys },
      wire: { ...row.wire, log_count: its.length },
    };
  });
}

/** What the pages of the vendor show beside the results: the filters in force, and those there are. */
function filtersOf(body: unknown, fields: readonly string[]): WireItem {
  const operators = [
    { name: 'is', value: '' },
    { name: 'in', value: 'in' },
  ];
  const choice = (field: string): WireItem => ({
    display_name: field,
    metric: field,
    operator_choices: operators,
    value_choices: [],
    value_field_type: 'text',
    hidden: false,
  });
  return {
    current_filters: (body as WireItem).filters ?? {},
    filters_data: Object.fromEntries(fields.map((field) => [field, choice(field)])),
  };
}
