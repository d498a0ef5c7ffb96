import type { Spend } from '../http.js';
import type { Row } from '../table.js';

const NANOS = 1e9;

const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What each call of a range of milliseconds cost. */
export const spendOf = (logs: readonly Row[], from: number, to: number): readonly Spend[] =>
  logs
    .filter(({ at }) => at >= from && at < to)
    .map(({ wire }) => ({
      key: idOf(wire['organization_key_id']),
      principal: idOf(wire['customer_identifier']),
      project: null,
      model: idOf(wire['model']),
      requests: 1,
      nanos: BigInt(Math.round(Number(wire['cost']) * NANOS)),
    }));
