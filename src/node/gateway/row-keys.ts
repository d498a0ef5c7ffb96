import type { ViewName } from '../../monitor/connect/protocol.js';

type Row = Readonly<Record<string, unknown>>;

const members =
  (...names: readonly string[]) =>
  (row: Row): string =>
    names.map((name) => String(row[name])).join('\n');

/** What distinguishes the rows of a view. A view that is not among them is sent whole. */
export const ROW_KEYS: Readonly<Partial<Record<ViewName, (row: Row) => string>>> = {
  sources: members('source', 'feed'),
  limits: members('uid'),
  findings: members('id'),
  drift: members('source', 'feed', 'path', 'change', 'to'),
  spend: members('id'),
  credentials: members('uid'),
  principals: members('uid'),
};
