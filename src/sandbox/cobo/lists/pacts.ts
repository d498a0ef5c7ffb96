import { valueOf } from '../../http.js';
import { showing, tableOf, type Row, type Table } from '../../table.js';
import { sizeOf } from '../../world.js';
import { anyOf, diceFor, rowOf, sparse, type Era } from '../era.js';
import { isoOf } from '../iso.js';
import { principalWire, type CoboKey, type Principal } from '../identities.js';
import { asked, flag, listing, uuid, type Asking, type CoboList } from '../listing.js';
import { invalid } from '../paging.js';
import { DAY_MS } from '../../../records/durations.js';

const STATUSES = ['pending_approval', 'active', 'rejected', 'completed', 'expired', 'revoked', 'withdrawn'];

/** Pacts, with the wallet as parent, and their events, with the pact as parent. */
interface PactTables {
  readonly pacts: Table;
  readonly events: Table;
}

/** What pacts are built from. */
interface PactSources {
  readonly wallets: Table;
  /** The keys of the start: a key that is bound to a pact has one. */
  readonly keys: readonly CoboKey[];
}

/** Builds the pacts; the newest one has enough events for three pages. */
export function pactTables(era: Era, sources: PactSources): PactTables {
  const nowMs = (): number => era.nowMs();
  const pacts: Table = tableOf({
    nowMs,
    build: () => {
      const bound = sources.keys.filter(({ pactId }) => pactId !== null);
      const count = Math.max(bound.length, sizeOf(300, era.scale, 36));
      return Array.from({ length: count }, (_, place) =>
        pactRow(era, sources, count - place, era.start - (place + 1) * 15_000_019, bound[place]),
      );
    },
    make: ({ number, at, parent }) => pactRow(era, sources, 10_000 + number * 12 + 1, at, undefined, parent),
    inserted: (row) => {
      events.add(eventRow(era, row.id, 'submitted', 0, row.at));
    },
    removed: ({ id }) => {
      events.drop(({ parent }) => parent === id);
    },
  });
  const events: Table = tableOf({
    nowMs,
    grows: 'tail',
    build: () => pacts.seeded().flatMap((row, place) => eventsOf(era, row, place)),
    make: ({ number, at, parent }) => {
      const pact = rowOf(pacts.rows(), parent);
      return eventRow(era, pact.id, 'pact_policies_updated', 10_000 + number, at);
    },
  });
  return { pacts, events };
}

/** Who works under a pact: the holder of its key, or an agent of theirs, or any agent. */
function operatorOf(era: Era, number: number, key: CoboKey | undefined): Principal {
  const dice = diceFor(era, 'pact.operator', number);
  const own = era.agents.filter(({ id, ownerId }) => id === key?.principalId || ownerId === key?.principalId);
  return anyOf(dice, own.length > 0 ? own : era.agents);
}

function pactRow(
  era: Era,
  { wallets }: PactSources,
  number: number,
  at: number,
  key?: CoboKey,
  parent?: string,
): Row {
  const dice = diceFor(era, 'pact', number);
  const made = dice.uuid();
  const id = key?.pactId ?? made;
  const wallet =
    parent === undefined ? anyOf(dice, wallets.seeded().slice(0, 25)) : rowOf(wallets.rows(), parent);
  const status = number % 3 === 0 ? (STATUSES[dice.int(0, 6)] ?? 'active') : 'active';
  const expires = status === 'expired' ? at + 3_600_000 : dice.chance(0.5) ? era.start + 30 * DAY_MS : null;
  const wire = {
    id,
    name: `Pact ${String(number)}`,
    intent: 'Pay invoices',
    status,
    wallet_id: wallet.id,
    is_default: number % 12 === 0,
    created_at: isoOf(at),
    expires_at: isoOf(expires),
    ...sparse(number, {
      original_intent: dice.chance(0.5) ? 'pay my invoices please' : null,
      recipe_slugs: dice.chance(0.5) ? [`recipe-${String(dice.int(1, 30))}`] : null,
    }),
  };
  return { id, at, parent: wallet.id, facets: { operator: operatorOf(era, number, key).id, expires }, wire };
}

/** What led to the status of a pact, oldest first; the newest pact was changed over and over. */
function eventsOf(era: Era, pact: Row, place: number): readonly Row[] {
  const status = String(pact.wire.status);
  const lived = ['active', 'completed', 'expired', 'revoked'].includes(status) ? ['activated'] : [];
  const updates = Array.from({ length: place === 0 ? 26 : 0 }, (_, at) =>
    at % 2 === 0 ? 'completion_conditions_updated' : 'pact_policies_updated',
  );
  const last = status === 'active' || status === 'pending_approval' ? [] : [status];
  return ['submitted', ...lived, ...updates, ...last].map((type, number) =>
    eventRow(era, pact.id, type, number, pact.at + number * 60_000),
  );
}

function eventRow(era: Era, parent: string, type: string, number: number, at: number): Row {
  const id = diceFor(era, 'pact.event', parent, number).uuid();
  const wire = {
    id,
    pact_id: parent,
    event_type: type,
    ...sparse(number, { metadata: type === 'submitted' ? { source: 'sandbox' } : null }),
    created_at: isoOf(at),
  };
  return { id, at, parent, wire };
}

/** The pacts as they stand now: with their operator, and with what an active one has left. */
function shownPacts(era: Era, { pacts }: PactTables): readonly Row[] {
  return pacts.rows().map((row, place) => {
    const operator = era.principal(String(row.facets?.operator));
    const active = row.wire.status === 'active';
    const expires = typeof row.facets?.expires === 'number' ? row.facets.expires : null;
    const seconds =
      expires === null ? {} : { time_remaining_seconds: Math.floor((expires - era.nowMs()) / 1000) };
    const remaining = active ? { tx_count_remaining: 20, usd_remaining: '125.5', ...seconds } : null;
    const shown = { operator: operator === undefined ? null : principalWire(operator), remaining };
    return { ...row, wire: { ...row.wire, ...sparse(place, shown) } };
  });
}

/** Pacts and their events. */
export function pactLists(era: Era, tables: PactTables): readonly CoboList[] {
  const { pacts, events } = tables;
  return [
    {
      list: 'pacts',
      shelf: showing(pacts, () => shownPacts(era, tables)),
      path: '/api/v1/pacts',
      items: 'result.pacts',
      answer: listing({
        checks: [uuid('wallet_id'), knownStatus],
        rows: () => shownPacts(era, tables),
        keeps: (row, asking) =>
          (flag(asking, 'include_default') || row.wire.is_default === false) &&
          asked(row, asking, 'wallet_id') &&
          (statusOf(asking) ?? row.wire.status) === row.wire.status,
        pages: { limits: [20, 100] },
        result: (items) => ({ pacts: items }),
      }),
    },
    {
      list: 'pacts.events',
      shelf: events,
      path: '/api/v1/pacts/{pact_id}/events',
      items: 'result.events',
      answer: listing({
        checks: [uuid('pact_id', 'path')],
        rows: ({ params: [id] }) =>
          pacts.rows().some((row) => row.id === id)
            ? events.rows().filter(({ parent }) => parent === id)
            : undefined,
        pages: { limits: [50, 200], oldestFirst: true },
        result: (items) => ({ events: items }),
      }),
    },
  ];
}

/** The page of this list spells the values in upper case, the schema in lower case: both are taken. */
function statusOf({ ask }: Asking): string | undefined {
  return valueOf(ask, 'status')?.toLowerCase();
}

function knownStatus(asking: Asking) {
  const status = statusOf(asking);
  if (status === undefined || STATUSES.includes(status)) return undefined;
  return invalid(asking.ask, { name: 'status', msg: 'Input should be a pact status', type: 'enum' });
}
