import { valueOf } from '../../http.js';
import { showing, tableOf, type Row, type Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import { diceFor, rowOf, sparse, type Era } from '../era.js';
import { listing, oneOf, success, textOf, type Asking, type CoboList, type ResultPage } from '../listing.js';

/** Chains and their tokens; a token's parent is its chain. */
interface MetadataTables {
  readonly chains: Table;
  readonly assets: Table;
  /** One row for each chain whose tokens the faucet gives away. */
  readonly faucet: Table;
}

/** What a chain is called, the standard of its addresses and the coin it runs on. */
const KNOWN = [
  ['ETH', 'ETH', 'ETH'],
  ['SETH', 'ETH', 'ETH'],
  ['BASE_ETH', 'ETH', 'ETH'],
  ['SOL', 'SOL', 'SOL'],
  ['BTC', 'BTC', 'BTC'],
] as const;

/** Dollars for one coin; coins of the sandbox's own chains are worth half a dollar. */
const PRICES: Readonly<Record<string, string>> = { ETH: '3000.5', SOL: '150.25', BTC: '60000', USDC: '1' };

/** What one coin of a kind is worth in dollars. */
export function priceOf(assetId: unknown): string {
  return PRICES[String(assetId)] ?? '0.5';
}

/** Builds the chains, each with its own coin and its USDC. */
export function metadataTables(era: Era): MetadataTables {
  const nowMs = (): number => era.nowMs();
  const chains: Table = tableOf({
    nowMs,
    grows: 'tail',
    build: () =>
      Array.from({ length: sizeOf(60, era.scale, 30) }, (_, place) => {
        const name = `TST${String(place).padStart(2, '0')}`;
        const [id, type, symbol] = KNOWN[place] ?? [name, 'ETH', name];
        return chainRow(place, id, type, symbol);
      }),
    make: ({ number, at }) => chainRow(at, `NEW${String(number)}`, 'ETH', `NEW${String(number)}`),
    inserted: (row) => {
      assets.add(coinRow(row, row.at));
    },
    removed: ({ id }) => {
      assets.drop(({ parent }) => parent === id);
      faucet.drop(({ parent }) => parent === id);
    },
  });
  const assets: Table = tableOf({
    nowMs,
    grows: 'tail',
    build: () =>
      chains.seeded().flatMap((chain, place) => [coinRow(chain, 2 * place), usdcRow(chain, 2 * place + 1)]),
    make: ({ number, at, parent }) => {
      const chain = rowOf(chains.rows(), parent);
      return tokenRow(chain, at, `N${String(number)}`, `New ${String(number)}`, 18);
    },
  });
  const faucet: Table = tableOf({
    nowMs,
    grows: 'tail',
    build: () =>
      chains
        .seeded()
        .filter(({ id }) => id === 'SOL' || id === 'SETH' || id.startsWith('TST'))
        .map((chain, place) => faucetRow(era, chain, place)),
    make: ({ at, parent }) => faucetRow(era, rowOf(chains.rows(), parent), at),
  });
  return { chains, assets, faucet };
}

function chainRow(at: number, id: string, type: string, symbol: string): Row {
  const explorer = `https://explorer.example/${id.toLowerCase()}`;
  const wire = {
    chain_id: id,
    chain_type: type,
    symbol,
    ...sparse(at, {
      icon_url: null,
      explorer_tx_url: at % 2 === 0 ? `${explorer}/tx/` : null,
      explorer_address_url: at % 2 === 0 ? `${explorer}/address/` : null,
    }),
    require_memo: false,
    confirming_threshold: 12,
    coinbase_maturity: type === 'BTC' ? 100 : 0,
  };
  return { id, at, wire };
}

function coinRow(chain: Row, at: number): Row {
  return tokenRow(chain, at, String(chain.wire.symbol), `${chain.id} coin`, 18);
}

function usdcRow(chain: Row, at: number): Row {
  return tokenRow(chain, at, 'USDC', 'USD Coin', 6);
}

function tokenRow(chain: Row, at: number, symbol: string, name: string, digits: number): Row {
  const own = symbol === chain.wire.symbol;
  const id = own ? chain.id : `${chain.id}_${symbol}`;
  const wire = {
    token_id: id,
    chain_id: chain.id,
    asset_id: symbol,
    symbol,
    name,
    decimal: digits,
    ...sparse(at, { icon_url: null, token_address: own ? null : `0x${String(at).padStart(40, '0')}` }),
    fee_token_id: chain.id,
    can_deposit: true,
    can_withdraw: at % 11 !== 0,
    dust_threshold: '0',
    custodial_minimum_deposit_threshold: '0.00000001',
    asset_model_type: chain.wire.chain_type === 'BTC' ? 'UTXO' : 'Account',
  };
  return { id, at, parent: chain.id, wire };
}

function faucetRow(era: Era, chain: Row, at: number): Row {
  const dice = diceFor(era, 'faucet', chain.id);
  const info = (amount: number): WireItem => ({
    deposit_amount: String(amount),
    ...sparse(at, { daily_limit: dice.chance(0.5) ? String(amount * 5) : null }),
  });
  const tokens = { [chain.id]: info(1), [`${chain.id}_USDC`]: info(100) };
  return { id: chain.id, at, parent: chain.id, wire: { chain_id: chain.id, tokens } };
}

/** Chains and tokens as the platform beneath lists them: everything at once unless a limit is given. */
export function metadataLists({ chains, assets, faucet }: MetadataTables): readonly CoboList[] {
  const data = {
    checks: [oneOf('wallet_type', ['Custodial', 'MPC'])],
    pages: { limits: [undefined, 500], mode: 'cursor', oldestFirst: true },
    result: (items: readonly WireItem[], { meta, count }: ResultPage) => ({
      data: items,
      pagination: { before: meta.before ?? '', after: meta.after ?? '', total_count: count },
    }),
  } as const;
  return [
    {
      list: 'metadata.chains',
      shelf: chains,
      path: '/api/v1/metadata/chains',
      items: 'result.data',
      answer: listing({
        ...data,
        rows: () => chains.rows(),
        keeps: (row, asking) => listed(row, asking, 'chain_ids', 'chain_id'),
      }),
    },
    {
      list: 'metadata.assets',
      shelf: assets,
      path: '/api/v1/metadata/assets',
      items: 'result.data',
      answer: listing({
        ...data,
        rows: () => assets.rows(),
        keeps: (row, asking) =>
          listed(row, asking, 'chain_ids', 'chain_id') && listed(row, asking, 'token_ids', 'token_id'),
      }),
    },
    {
      list: 'metadata.tokens.search',
      shelf: showing(assets, () => candidates({ assets })),
      path: '/api/v1/metadata/tokens/search',
      items: 'result',
      answer: listing({
        rows: () => candidates({ assets }),
        checks: [textOf('symbol', 20, true)],
        keeps: ({ wire }, { ask }) =>
          String(wire.symbol).toLowerCase() === valueOf(ask, 'symbol')?.toLowerCase(),
      }),
    },
    {
      list: 'faucet.tokens',
      shelf: faucet,
      path: '/api/v1/faucet/tokens',
      items: 'result',
      answer: listing({ rows: () => faucet.rows() }),
    },
    { path: '/api/v1/coin-price', items: 'result', answer: (asking) => prices(asking, assets) },
  ];
}

/** The tokens as a search shows them. */
function candidates({ assets }: Pick<MetadataTables, 'assets'>): readonly Row[] {
  return assets.rows().map((row) => {
    const { token_id, symbol, chain_id, token_address } = row.wire;
    const wire = { token_id, symbol, chain_id, chain_name: `${String(chain_id)} chain` };
    return { ...row, wire: token_address === undefined ? wire : { ...wire, token_address } };
  });
}

function listed(row: Row, { ask }: Asking, name: string, member: string): boolean {
  const wanted = valueOf(ask, name);
  return wanted === undefined || wanted.split(',').includes(String(row.wire[member]));
}

/** Coins that no token is made of have no price. */
function prices(asking: Asking, assets: Table) {
  const refusal = textOf('asset_coins', 4096, true)(asking) ?? oneOf('currency', ['USD'])(asking);
  if (refusal !== undefined) return refusal;
  const known = new Set(assets.rows().map(({ wire }) => String(wire.asset_id)));
  const wanted = (valueOf(asking.ask, 'asset_coins') ?? '').split(',').filter((coin) => known.has(coin));
  return success(Object.fromEntries(wanted.map((coin) => [coin, priceOf(coin)])));
}
