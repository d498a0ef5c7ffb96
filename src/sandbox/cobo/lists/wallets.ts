import { tableOf, type Row, type Table } from '../../table.js';
import { sizeOf } from '../../world.js';
import { anyOf, decimal, diceFor, rowOf, sparse, type Era } from '../era.js';
import { isoOf } from '../iso.js';
import { asked, flag, listing, uuid, type CoboList } from '../listing.js';
import { newestFirst } from '../paging.js';
import { DAY_MS } from '../../../records/durations.js';

/** Wallets and what they hold, with the wallet as parent. */
interface WalletTables {
  readonly wallets: Table;
  readonly addresses: Table;
  readonly balances: Table;
}

/** What wallets are built from, and what goes with them. */
interface WalletConfig {
  readonly chains: Table;
  readonly assets: Table;
  readonly walletRemoved: (id: string) => void;
}

/** Builds the wallets of the people, each with an address for every kind of chain and some balances. */
export function walletTables(era: Era, config: WalletConfig): WalletTables {
  const nowMs = (): number => era.nowMs();
  const wallets: Table = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(200, era.scale, 30);
      return Array.from({ length: count }, (_, place) =>
        walletRow(era, count - place, era.start - 60 * DAY_MS - place * 3_000_017),
      );
    },
    make: ({ number, at }) => walletRow(era, 10_000 + number * 12 + 1, at),
    inserted: (row) => {
      for (const address of addressesOf(era, row, config.chains.seeded())) addresses.add(address);
    },
    removed: ({ id }) => {
      for (const table of [addresses, balances]) table.drop(({ parent }) => parent === id);
      config.walletRemoved(id);
    },
  });
  const addresses: Table = tableOf({
    nowMs,
    build: () => wallets.seeded().flatMap((row) => addressesOf(era, row, config.chains.seeded())),
    make: ({ number, at, parent }) => {
      const wallet = rowOf(wallets.rows(), parent);
      const chains = config.chains.seeded();
      return addressRow(era, wallet, { label: `new.${String(number)}`, type: 'ETH', at }, chains);
    },
  });
  const balances: Table = tableOf({
    nowMs,
    build: () =>
      newestFirst(wallets.seeded().flatMap((row) => balancesOf(era, row, addresses, config.assets))),
    make: ({ number, at, parent }) => {
      const wallet = rowOf(wallets.rows(), parent);
      const address = addresses.rows().find((row) => row.parent === wallet.id);
      const token = anyOf(diceFor(era, 'balance.token', number), config.assets.seeded());
      return balanceRow(era, wallet, address, token, `new.${String(number)}`, at);
    },
  });
  return { wallets, addresses, balances };
}

function walletRow(era: Era, number: number, at: number): Row {
  const dice = diceFor(era, 'wallet', number);
  const id = dice.uuid();
  const owner = anyOf(dice, era.humans);
  const status = number % 12 === 0 ? 'archived' : number % 15 === 7 ? 'preparing' : 'active';
  const wire = {
    uuid: id,
    wallet_type: dice.chance(0.85) ? 'MPC' : 'Custodial',
    name: `wallet-${String(number)}`,
    owner_id: owner.id,
    cobo_wallet_id: status === 'preparing' ? null : `cw-${String(number)}`,
    status,
    metadata: {},
    created_at: isoOf(at),
    updated_at: isoOf(at + 60_000),
    ...sparse(number, { main_node_id: dice.chance(0.5) ? `node-${dice.text(8)}` : null }),
  };
  return { id, at, facets: { owner: owner.id }, wire };
}

function addressesOf(era: Era, wallet: Row, chains: readonly Row[]): readonly Row[] {
  return ['ETH', 'SOL', 'BTC'].map((type, place) =>
    addressRow(era, wallet, { label: type, type, at: wallet.at - place }, chains),
  );
}

interface AddressPart {
  readonly label: string;
  readonly type: string;
  readonly at: number;
}

/** Chains of one type share the address. */
function addressRow(era: Era, wallet: Row, { label, type, at }: AddressPart, chains: readonly Row[]): Row {
  const dice = diceFor(era, 'address', wallet.id, label);
  const id = type === 'ETH' ? `0x${dice.text(40, '0123456789abcdef')}` : dice.text(42);
  const wire = {
    wallet_id: wallet.id,
    chain_type: type,
    compatible_chains: chains.filter((chain) => chain.wire.chain_type === type).map((chain) => chain.id),
    address: id,
    created_at: isoOf(at),
    updated_at: isoOf(at),
  };
  return { id, at, parent: wallet.id, wire };
}

function balancesOf(era: Era, wallet: Row, addresses: Table, assets: Table): readonly Row[] {
  if (wallet.wire.status === 'preparing') return [];
  const own = addresses.seeded().filter(({ parent }) => parent === wallet.id);
  const tokens = assets.seeded();
  const first = diceFor(era, 'balances', wallet.id).int(0, tokens.length - 4);
  return tokens
    .slice(first, first + 3)
    .map((token, place) =>
      balanceRow(era, wallet, addressFor(own, token), token, token.id, wallet.at + 1000 * (place + 1)),
    );
}

/** The address of a wallet on which a token can stand. */
export function addressFor(addresses: readonly Row[], token: Row): Row | undefined {
  return addresses.find(({ wire }) =>
    (wire.compatible_chains as readonly string[]).includes(token.parent ?? ''),
  );
}

function balanceRow(
  era: Era,
  wallet: Row,
  address: Row | undefined,
  token: Row,
  label: string,
  at: number,
): Row {
  const dice = diceFor(era, 'balance', wallet.id, label);
  const id = dice.uuid();
  const amount = BigInt(dice.int(1, 900_000_000)) * 1000n;
  // Some have all of their eighteen digits: more than a float can hold.
  const spendable = dice.chance(0.2)
    ? `${decimal(amount).split('.')[0] ?? '0'}.123456789012345678`
    : decimal(amount);
  const wire = {
    id,
    wallet_uuid: wallet.id,
    cobo_wallet_id: typeof wallet.wire.cobo_wallet_id === 'string' ? wallet.wire.cobo_wallet_id : '',
    user_id: wallet.wire.owner_id,
    address: address?.id ?? '',
    ...sparse(dice.int(0, 5), { chain_id: token.parent, chain_type: address?.wire.chain_type ?? null }),
    compatible_chains: address?.wire.compatible_chains ?? [],
    token_id: token.id,
    amount: spendable,
    ...sparse(dice.int(0, 5), {
      total: dice.chance(0.5) ? spendable : null,
      pending: '0',
      locked: dice.chance(0.5) ? '0' : null,
      balance_updated_at: isoOf(at),
    }),
    updated_at: isoOf(at),
  };
  return { id, at, parent: wallet.id, facets: { chain_id: token.parent }, wire };
}

/** Wallets, their addresses and all balances. */
export function walletLists({ wallets, addresses, balances }: WalletTables): readonly CoboList[] {
  return [
    {
      list: 'wallets',
      shelf: wallets,
      path: '/api/v1/wallets',
      items: 'result',
      answer: listing({
        rows: () => wallets.rows(),
        keeps: (row, asking) =>
          (flag(asking, 'include_archived') || row.wire.status !== 'archived') &&
          asked(row, asking, 'main_node_id'),
        pages: { limits: [50, 200] },
      }),
    },
    {
      list: 'wallets.addresses',
      shelf: addresses,
      path: '/api/v1/wallets/{wallet_uuid}/addresses',
      items: 'result',
      answer: listing({
        checks: [uuid('wallet_uuid', 'path')],
        rows: ({ params: [id] }) =>
          wallets.rows().some((row) => row.id === id)
            ? addresses.rows().filter(({ parent }) => parent === id)
            : undefined,
      }),
    },
    {
      list: 'wallets.balances',
      shelf: balances,
      path: '/api/v1/wallets/balances',
      items: 'result',
      answer: listing({
        checks: [uuid('wallet_uuid')],
        rows: () => balances.rows(),
        keeps: (row, asking) =>
          ['wallet_uuid', 'address', 'token_id'].every((name) => asked(row, asking, name)) &&
          asked({ ...row, wire: row.facets ?? {} }, asking, 'chain_id'),
        pages: { limits: [50, 200] },
      }),
    },
  ];
}
