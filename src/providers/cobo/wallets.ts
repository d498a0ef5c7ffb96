import * as t from 'io-ts';
import { decimal, isoTime, jsonObject, list, nullish, openEnum, shape } from '../../codec/index.js';
import { single } from '../../paging/index.js';
import { exactAmounts, vendorEndpoint, flag, integer, segment, text } from '../../walk/index.js';
import { coboPaging, cursorParams, listEnvelope, upTo200, upTo50, whole } from './list.js';

/** A wallet: an item of `GET /api/v1/wallets`. Its id is called `uuid` here, and `wallet_uuid` or `wallet_id` elsewhere. */
export const wallet = shape(
  'Wallet',
  {
    uuid: t.string,
    wallet_type: openEnum('Custodial', 'MPC'),
    name: t.string,
    /** The principal that owns the wallet. */
    owner_id: t.string,
    status: openEnum('preparing', 'active', 'archived'),
    metadata: jsonObject,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    /** The id that Cobo WaaS gave to the wallet. */
    cobo_wallet_id: t.string,
    /** The node of the owner's main device. */
    main_node_id: t.string,
  }),
);

/** The decoded form of {@link wallet}. */
export type Wallet = t.TypeOf<typeof wallet>;

/** An address of a wallet: an item of `GET /api/v1/wallets/{wallet_uuid}/addresses`. It has no id of its own. */
export const walletAddress = shape(
  'WalletAddress',
  {
    wallet_id: t.string,
    address: t.string,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    /** Chains of one type share one address of the wallet; `''` where unknown. */
    chain_type: t.string,
    /** The chains that share this address. */
    compatible_chains: list(t.string),
  }),
);

/** The decoded form of {@link walletAddress}. */
export type WalletAddress = t.TypeOf<typeof walletAddress>;

/** What one address holds of one token: an item of `GET /api/v1/wallets/balances`. Amounts are in units of the token. */
export const balance = shape(
  'Balance',
  {
    id: t.string,
    wallet_uuid: t.string,
    /** The principal that owns the wallet. */
    user_id: t.string,
    address: t.string,
    token_id: t.string,
    /** What can be spent. */
    amount: decimal,
    updated_at: isoTime,
  },
  nullish({
    /** The id that Cobo WaaS gave to the wallet; null in the list of wallets for one that has none yet. */
    cobo_wallet_id: t.string,
    chain_id: t.string,
    chain_type: t.string,
    /** The chains that share this address. */
    compatible_chains: list(t.string),
    /** With what is pending. */
    total: decimal,
    /** Inbound and not yet confirmed. */
    pending: decimal,
    /** Staked or in escrow, for example. */
    locked: decimal,
    /** When it was last read from the chain; null: not known. */
    balance_updated_at: isoTime,
  }),
);

/** The decoded form of {@link balance}. */
export type Balance = t.TypeOf<typeof balance>;

/** A recipient of earlier transfers: an item of both lists of recent addresses. It has no id of its own. */
export const recentAddress = shape(
  'RecentAddress',
  { address: t.string },
  nullish({
    /** `''` where unknown. */
    chain_id: t.string,
    /** The token of the latest transfer to this address; `''` where unknown. */
    token_id: t.string,
  }),
);

/** The decoded form of {@link recentAddress}. */
export type RecentAddress = t.TypeOf<typeof recentAddress>;

/** `GET /api/v1/wallets`: a wallet is identified by `uuid`, not by `id`. */
export const wallets = vendorEndpoint({
  id: 'cobo.wallets',
  path: '/api/v1/wallets',
  params: {
    ...cursorParams,
    include_archived: flag('Archived wallets, too. Vendor default: false.'),
    main_node_id: text('Only wallets of this main node.'),
  },
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: wallet,
  key: ['uuid'],
  doc: 'The wallets that the authenticated principal can reach.',
});

/** `GET /api/v1/wallets/{wallet_uuid}/addresses`: comes whole; an address has no id of its own. */
export const walletAddresses = vendorEndpoint({
  id: 'cobo.wallets.addresses',
  path: '/api/v1/wallets/{wallet_uuid}/addresses',
  params: { wallet_uuid: segment('The wallet.') },
  paging: whole(),
  envelope: listEnvelope,
  item: walletAddress,
  key: ['wallet_id', 'chain_type', 'address'],
  doc: 'All addresses of a wallet.',
});

/** `GET /api/v1/wallets/balances`: amounts come from a cache unless a refresh is forced. */
export const balances = vendorEndpoint({
  id: 'cobo.wallets.balances',
  path: '/api/v1/wallets/balances',
  params: {
    ...cursorParams,
    wallet_uuid: text('Only balances of this wallet.'),
    chain_id: text('Only balances on this chain, such as BASE_ETH.'),
    address: text('Only balances of this address.'),
    token_id: text('Only balances of this token, such as SETH_USDC.'),
    force_refresh: flag('Read the chain first; works only together with address. Vendor default: false.'),
  },
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: balance,
  amounts: exactAmounts('amount', 'total', 'pending', 'locked'),
  key: ['id'],
  doc: 'What the wallets that the authenticated principal can reach hold, token by token.',
});

const params = {
  limit: integer('How many, the latest first; the same as pageSize.'),
  token_id: text('Only recipients of this token, such as SETH_USDC.'),
};

const shared = {
  // The latest of many: that there are more is no news.
  paging: single({ items: 'result', hasMore: undefined }),
  limits: upTo50,
  envelope: listEnvelope,
  item: recentAddress,
  key: ['address', 'chain_id', 'token_id'],
};

/** `GET /api/v1/wallets/recent-addresses`: the latest 50 at most, in one page; there is no way to the earlier ones. */
export const recentAddresses = vendorEndpoint({
  ...shared,
  id: 'cobo.recentAddresses',
  path: '/api/v1/wallets/recent-addresses',
  params,
  doc: 'Whom the authenticated principal sent to lately, from all wallets.',
});

/** `GET /api/v1/wallets/{wallet_uuid}/recent-addresses`: as {@link recentAddresses}, of one wallet. */
export const walletRecentAddresses = vendorEndpoint({
  ...shared,
  id: 'cobo.wallets.recentAddresses',
  path: '/api/v1/wallets/{wallet_uuid}/recent-addresses',
  params: { wallet_uuid: segment('The wallet.'), ...params },
  doc: 'Whom a wallet sent to lately.',
});
