import { roundedUp, sizeOf } from '../../world.js';
import type { Row, Table } from '../../table.js';
import { tableOf } from '../../table.js';
import type { WireItem } from '../../types.js';
import { diceFor, micros, type Era } from '../era.js';
import { listing, type KeywordsAiList } from '../listing.js';
import { DAY_MS } from '../../../records/durations.js';

/** The part of a limit that is used, out of a throw from 0 to 1: nobody's is used up. */
const partOf = (thrown: number): number => 0.15 + 0.75 * thrown;

const NEVER = '1970-01-01T00:00:00Z';

/** The temporary keys, newest first. */
export function temporaryKeys(era: Era): Table {
  const make = (label: string, number: number, at: number): Row => {
    const dice = diceFor(era, label, number);
    const used = label === 'key' && dice.chance(0.7);
    const limit = dice.chance(0.4) ? dice.int(1, 40) * 25 : null;
    const usage = used ? dice.int(1, 900) : 0;
    const id = `tk_${dice.text(20, '0123456789abcdef')}`;
    const wire = {
      id,
      prefix: dice.text(8),
      created: micros(at),
      name: `Temporary key ${String(number)}`,
      revoked: dice.chance(0.1),
      expiry_date: dice.chance(0.2) ? null : micros(at + dice.int(1, 90) * DAY_MS),
      key_usage: usage,
      max_usage: dice.chance(0.5) ? -1 : roundedUp(usage / partOf(dice.next()), 100),
      last_used: used ? micros(at + Math.floor((era.start - at) * dice.next())) : NEVER,
      rate_limit: dice.chance(0.5) ? dice.int(1, 10) * 30 : null,
      spending_limit: limit,
      spending_in_period: used && limit !== null ? Math.round(limit * partOf(dice.next()) * 100) / 100 : 0,
      is_test: number % 5 === 0,
      is_temporary: true,
    };
    return { id, at, wire };
  };
  return tableOf({
    nowMs: () => era.nowMs(),
    build: () => {
      const count = sizeOf(120, era.scale);
      return Array.from({ length: count }, (_, place) =>
        make('key', count - place, era.start - (place + 1) * 9_000_013),
      );
    },
    make: ({ number, at }) => make('key.new', 10_000 + number, at),
  });
}

/** The list in the shape that was chosen: both are documented. */
export function temporaryKeyLists(table: Table, form: 'envelope' | 'array'): readonly KeywordsAiList[] {
  const place = { list: 'temporaryKeys', shelf: table, forms: ['GET /api/temporary-keys/'] } as const;
  if (form === 'array') {
    const answer = () => ({ status: 200, headers: {}, body: table.rows().map(({ wire }) => newer(wire)) });
    return [{ ...place, items: '', answer }];
  }
  const answer = listing({
    rows: () => table.rows(),
    sizes: [50, 1000],
    wire: ({ wire, at }) => (at % 4 === 0 ? older(wire) : wire),
    envelope: ({ results, previous, next }) => ({ results, count: 0, previous, next, current_filters: {} }),
  });
  return [{ ...place, answer }];
}

/** The four members that the older page shows; the others are only known from the reply to a creation. */
function older({ id, name, expiry_date, max_usage }: WireItem): WireItem {
  return { id, name, expiry_date, max_usage };
}

function newer(wire: WireItem): WireItem {
  const { id, name, prefix, is_test, expiry_date, max_usage, rate_limit, spending_limit, created } = wire;
  return {
    id,
    name,
    prefix,
    is_test,
    expiry_date,
    max_usage,
    rate_limit,
    spending_limit,
    created_at: created,
  };
}
