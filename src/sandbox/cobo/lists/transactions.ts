import { valueOf } from '../../http.js';
import { tableOf, type Row, type Shelf, type Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import { anyOf, decimal, diceFor, rowOf, sparse, unitsOf, type Era } from '../era.js';
import { isoOf } from '../iso.js';
import { asked, flag, listing, uuid, type Asking, type CoboList } from '../listing.js';
import { priceOf } from './metadata.js';
import { addressFor } from './wallets.js';

/** What transactions are built from. */
interface TransactionSources {
  readonly wallets: Table;
  readonly addresses: Table;
  readonly assets: Table;
  readonly pacts: Table;
}

/** Transactions, newest first, with the wallet as parent; a third of them are the newest wallet's. */
export function transactionTable(era: Era, sources: TransactionSources): Table {
  return tableOf({
    nowMs: () => era.nowMs(),
    build: () =>
      Array.from({ length: sizeOf(1500, era.scale, 120) }, (_, place) => {
        const wallets = sources.wallets.seeded();
        const wallet = place % 3 === 0 ? wallets[0] : anyOf(diceFor(era, 'tx.wallet', place), wallets);
        return transactionRow(
          era,
          sources,
          `s${String(place)}`,
          era.start - (place + 1) * 600_011,
          wallet?.id,
        );
      }),
    make: ({ number, at, parent }) => transactionRow(era, sources, `new.${String(number)}`, at, parent),
  });
}

function transactionRow(
  era: Era,
  sources: TransactionSources,
  label: string,
  at: number,
  parent?: string,
): Row {
  const dice = diceFor(era, 'transaction', label);
  const wallet = rowOf(sources.wallets.rows(), parent);
  const id = dice.uuid();
  const token = anyOf(dice, sources.assets.seeded().slice(0, 10));
  const own = sources.addresses.rows().filter((row) => row.parent === wallet.id);
  const pacts = sources.pacts.seeded().filter((pact) => pact.parent === wallet.id && pact.at < at);
  const pact = pacts.length > 0 && dice.chance(0.7) ? anyOf(dice, pacts) : undefined;
  const [status, text] = dice.pick([
    [900, 'success'],
    [900, 'success'],
    [900, 'success'],
    [901, 'failed'],
  ] as const);
  const type = dice.pick(['transfer', 'transfer', 'contract_call', 'message_sign', 'deposit']);
  const amount = decimal(BigInt(dice.int(1, 5_000_000)) * 100n);
  const wire = {
    id,
    wallet_id: wallet.id,
    ...sparse(status + at, {
      pact_id: pact?.id ?? null,
      request_type: type,
      sub_status: null,
      description: null,
    }),
    type,
    chain_id: token.parent,
    token_id: token.id,
    src_address: addressFor(own, token)?.id ?? '',
    dst_address: `0x${diceFor(era, 'payee', wallet.id, dice.int(1, 14)).text(40, '0123456789abcdef')}`,
    amount,
    status,
    status_display: text,
    transaction_hash: status === 900 ? `0x${dice.text(64, '0123456789abcdef')}` : null,
    request_id: `req-${label}`,
    data: dataOf(status, pact?.id),
    created_at: isoOf(at),
    updated_at: isoOf(at + 30_000),
  };
  const usd = (unitsOf(amount) * unitsOf(priceOf(token.wire.asset_id))) / 100_000_000n;
  return { id, at, parent: wallet.id, facets: { pact: pact?.id ?? null, usd, done: status === 900 }, wire };
}

function dataOf(status: number, pactId: string | undefined): WireItem {
  const failed = status === 900 ? null : 'insufficient fee';
  return { sub_type: null, value: null, failed_reason: failed, description: null, pact_id: pactId ?? null };
}

/** The transactions that the provider below was asked for: one for each. */
function externalOf(row: Row): readonly WireItem[] {
  const { id, type, transaction_hash, created_at, updated_at } = row.wire;
  const external = {
    id: `${row.id.slice(0, -4)}e0e0`,
    user_transaction_uuid: id,
    operation_type: type,
    stage: 'original',
    provider: 'waas',
    external_id: `waas-${row.id.slice(0, 8)}`,
    caw_request_id: null,
    status: row.facets?.done === true ? 'Completed' : 'Failed',
    transaction_hash,
    data: {},
    created_at,
    updated_at,
  };
  return [external];
}

/** The latest transfer to each address, newest first: of one wallet, or of all. */
function recentAddresses(transactions: Table, wallet?: string): readonly Row[] {
  const found = new Map<string, Row>();
  for (const row of transactions.rows()) {
    const { type, dst_address, chain_id, token_id } = row.wire;
    if (type !== 'transfer' || (wallet !== undefined && row.parent !== wallet)) continue;
    const id = String(dst_address);
    const key = wallet === undefined ? id : `${row.parent ?? ''} ${id}`;
    if (!found.has(key)) found.set(key, { ...row, id, wire: { address: id, chain_id, token_id } });
  }
  return [...found.values()];
}

/** All transactions, and where the latest transfers went. */
export function transactionLists(transactions: Table, wallets: Table): readonly CoboList[] {
  return [
    {
      list: 'wallets.transactions',
      shelf: transactions,
      path: '/api/v1/wallets/transactions',
      items: 'result',
      answer: listing({
        checks: [uuid('wallet_uuid')],
        rows: () => transactions.rows(),
        keeps: (row, asking) =>
          asked(row, asking, 'wallet_uuid', 'wallet_id') &&
          ['type', 'token_id', 'chain_id'].every((name) => asked(row, asking, name)) &&
          hasStatus(row, asking) &&
          touches(row, asking),
        pages: { limits: [50, 200] },
        wire: (row, asking) =>
          flag(asking, 'ext') ? { ...row.wire, ext_transactions: externalOf(row) } : row.wire,
      }),
    },
    {
      list: 'recentAddresses',
      shelf: recentShelf(transactions, wallets, false),
      path: '/api/v1/wallets/recent-addresses',
      items: 'result',
      answer: listing({
        rows: () => recentAddresses(transactions),
        keeps: (row, asking) => asked(row, asking, 'token_id'),
        pages: { top: [10, 50] },
      }),
    },
    {
      list: 'wallets.recentAddresses',
      shelf: recentShelf(transactions, wallets, true),
      path: '/api/v1/wallets/{wallet_uuid}/recent-addresses',
      items: 'result',
      answer: listing({
        checks: [uuid('wallet_uuid', 'path')],
        rows: ({ params: [id] }) =>
          wallets.rows().some((row) => row.id === id) ? recentAddresses(transactions, id) : undefined,
        keeps: (row, asking) => asked(row, asking, 'token_id'),
        pages: { top: [10, 50] },
      }),
    },
  ];
}

/** A status may be asked for by its number or by its text. */
function hasStatus(row: Row, asking: Asking): boolean {
  return asked(row, asking, 'status') || asked(row, asking, 'status', 'status_display');
}

function touches({ wire }: Row, { ask }: Asking): boolean {
  const address = valueOf(ask, 'address_id');
  return address === undefined || wire.src_address === address || wire.dst_address === address;
}

/** Recent addresses are read from the transfers: a new one is a transfer, and one goes with all its transfers. */
function recentShelf(transactions: Table, wallets: Table, byWallet: boolean): Shelf {
  const rows = () =>
    byWallet
      ? wallets.rows().flatMap(({ id }) => recentAddresses(transactions, id))
      : recentAddresses(transactions);
  return {
    rows,
    insert: (parent) => {
      const made = rowOf(transactions.rows(), transactions.insert(parent));
      const dst_address = `0x${made.id.replaceAll('-', '').padStart(40, '0')}`;
      transactions.drop(({ id }) => id === made.id);
      transactions.add({ ...made, wire: { ...made.wire, type: 'transfer', dst_address } });
      return dst_address;
    },
    remove: (id, parent) => {
      const found = rows().find(
        (row) => (id === undefined || row.id === id) && (parent === undefined || row.parent === parent),
      );
      if (found === undefined) return undefined;
      transactions.drop(({ wire }) => wire.dst_address === found.id);
      return found.id;
    },
  };
}
