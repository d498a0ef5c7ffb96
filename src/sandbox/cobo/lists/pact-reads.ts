import { valueOf, type Reply } from '../../http.js';
import type { Row, Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { decimal } from '../era.js';
import { isoOf } from '../iso.js';
import { flag, oneOf, refuse, success, textOf, uuid, type Asking, type CoboList } from '../listing.js';
import { HOUR_MS } from '../../../records/durations.js';

/** The content of the statistics. */
interface PactReadSources {
  readonly wallets: Table;
  readonly pacts: Table;
  readonly transactions: Table;
}

/** How many buckets a range has, and how long each is. */
const RANGES: Readonly<Record<string, readonly [count: number, lengthMs: number]>> = {
  '1d': [24, HOUR_MS],
  '7d': [7, 24 * HOUR_MS],
  '30d': [30, 24 * HOUR_MS],
};

/** The two reads that sum up what was done under the pacts of a wallet. */
export function pactReads(sources: PactReadSources): readonly CoboList[] {
  const lang = oneOf('lang', ['zh', 'en']);
  return [
    {
      path: '/api/v1/wallets/{wallet_id}/pacts/stats',
      items: 'result',
      answer: (asking) =>
        uuid('wallet_id', 'path')(asking) ?? lang(asking) ?? ofWallet(asking, sources, stats),
    },
    {
      path: '/api/v1/wallets/{wallet_id}/pacts/history',
      items: 'result.buckets',
      answer: (asking) =>
        uuid('wallet_id', 'path')(asking) ??
        textOf('range', 8, true)(asking) ??
        oneOf('range', Object.keys(RANGES))(asking) ??
        oneOf('metric', ['tx_count', 'tx_amount'])(asking) ??
        lang(asking) ??
        ofWallet(asking, sources, history),
    },
  ];
}

/** What was done under the pacts of a wallet. */
interface Done {
  readonly wallet: Row;
  readonly pacts: readonly Row[];
  readonly transactions: readonly Row[];
}

function ofWallet(
  asking: Asking,
  { wallets, pacts, transactions }: PactReadSources,
  read: (done: Done, asking: Asking) => WireItem,
): Reply {
  const wallet = wallets.rows().find(({ id }) => id === asking.params[0]);
  if (wallet === undefined) return refuse(404, 'Not found');
  const own = pacts.rows().filter(({ parent }) => parent === wallet.id);
  const ids = new Set<unknown>(own.map(({ id }) => id));
  const done = transactions
    .rows()
    .filter(({ parent, facets }) => parent === wallet.id && facets?.done === true && ids.has(facets.pact));
  return success(read({ wallet, pacts: own, transactions: done }, asking));
}

function stats({ wallet, pacts, transactions }: Done, asking: Asking): WireItem {
  const shown = pacts.filter(({ wire }) => flag(asking, 'include_default') || wire.is_default === false);
  const ids = new Set<unknown>(shown.map(({ id }) => id));
  const counted = transactions.filter(({ facets }) => ids.has(facets?.pact));
  return {
    wallet_id: wallet.id,
    total_pacts: shown.length,
    total_active_pacts: shown.filter(({ wire }) => wire.status === 'active').length,
    total_tx_count: counted.length,
    total_volume_usd: dollars(counted),
    currency: 'USD',
    since: isoOf(wallet.at),
    as_of: isoOf(asking.nowMs),
  };
}

/** Buckets end with the one that is still open; what was done within one is grouped by pact. */
function history({ wallet, pacts, transactions }: Done, asking: Asking): WireItem {
  const range = valueOf(asking.ask, 'range') ?? '';
  const [count, length] = RANGES[range] ?? [0, HOUR_MS];
  const end = (Math.floor(asking.nowMs / length) + 1) * length;
  const buckets = Array.from({ length: count }, (_, place) => {
    const from = end - (count - place) * length;
    const within = transactions.filter(({ at }) => at >= from && at < from + length);
    const text = new Date(from).toISOString();
    return {
      bucket_start: isoOf(from),
      label: length === HOUR_MS ? text.slice(11, 16) : text.slice(5, 10),
      tx_count: within.length,
      tx_amount: dollars(within),
      pacts: byPact(within, pacts, asking),
    };
  });
  const all = transactions.filter(({ at }) => at >= end - count * length && at < end);
  return {
    wallet_id: wallet.id,
    range,
    currency: 'USD',
    summary: { total_tx_count: all.length, total_tx_amount: dollars(all) },
    buckets,
    as_of: isoOf(asking.nowMs),
  };
}

/** The pacts of one bucket, the one with most of the metric first. */
function byPact(within: readonly Row[], pacts: readonly Row[], { ask }: Asking): readonly WireItem[] {
  const byAmount = valueOf(ask, 'metric') === 'tx_amount';
  return pacts
    .map((pact) => ({ pact, its: within.filter(({ facets }) => facets?.pact === pact.id) }))
    .filter(({ its }) => its.length > 0)
    .sort((a, b) => (byAmount ? Number(units(b.its) - units(a.its)) : b.its.length - a.its.length))
    .map(({ pact, its }) => ({
      pact_id: pact.id,
      title: valueOf(ask, 'lang') === 'zh' ? `协议：${String(pact.wire.name)}` : pact.wire.name,
      tx_count: its.length,
      tx_amount: dollars(its),
    }));
}

function units(rows: readonly Row[]): bigint {
  return rows.reduce((sum, { facets }) => (typeof facets?.usd === 'bigint' ? sum + facets.usd : sum), 0n);
}

function dollars(rows: readonly Row[]): string {
  return decimal(units(rows));
}
