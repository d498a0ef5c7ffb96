import {
  isoOf,
  lastUsedOf,
  metaOf,
  money,
  type Credential,
  type LastUsed,
  type Limit,
  type Reading,
} from '../../../records/index.js';
import type { TemporaryKey } from '../codecs.js';
import { PROVIDER, textOf } from './common.js';

const statusOf = (
  { revoked, expiry_date: end, max_usage: most, key_usage: uses }: TemporaryKey,
  { observedAt }: Reading,
): Credential['status'] => {
  if (revoked === true) return 'revoked';
  if (end != null && end <= observedAt) return 'expired';
  // Used as often as it may be: it lets nobody in any more.
  if (most != null && most >= 0 && uses != null && uses >= most) return 'expired';
  return revoked === false ? 'active' : 'unknown';
};

/** The start of 1970 is how the vendor writes never. */
const usedOf = (time: Date | null | undefined): LastUsed => lastUsedOf(time?.getTime() === 0 ? null : time);

/** Returns a temporary key as a credential. The key itself, which no list is documented to hold, is left behind. */
export const credentialOfTemporaryKey = (key: TemporaryKey, reading: Reading): Credential => ({
  type: 'credential',
  ...metaOf(PROVIDER, 'temporaryKeys', String(key.id), reading),
  kind: 'gateway_key',
  id: String(key.id),
  name: textOf(key.name),
  hint: textOf(key.prefix),
  privilege: 'restricted',
  createdAt: isoOf(key.created_at ?? key.created),
  expiresAt: key.expiry_date === null ? null : isoOf(key.expiry_date),
  status: statusOf(key, reading),
  lastUsed: usedOf(key.last_used),
});

type Part = Pick<Limit, 'measure' | 'limit' | 'used' | 'period'>;

const partsOf = (key: TemporaryKey): readonly (readonly [string, Part])[] => {
  const { max_usage, key_usage, rate_limit, spending_limit, spending_in_period } = key;
  const parts: [string, Part][] = [];
  // -1: without limit.
  if (max_usage != null && max_usage >= 0)
    parts.push([
      'max_usage',
      { measure: 'requests', limit: max_usage, used: key_usage ?? undefined, period: 'total' },
    ]);
  if (rate_limit != null && rate_limit >= 0)
    parts.push(['rate_limit', { measure: 'requests', limit: rate_limit, used: undefined, period: 'minute' }]);
  if (spending_limit != null && spending_limit >= 0) {
    const used = spending_in_period == null ? undefined : money(spending_in_period, 'USD');
    parts.push([
      'spending_limit',
      // Which period is meant is not documented.
      { measure: 'cost', limit: money(spending_limit, 'USD'), used, period: 'total' },
    ]);
  }
  return parts;
};

/** Returns what a temporary key may be used for: how often, how fast, and for how much money. */
export const limitsOfTemporaryKey = (key: TemporaryKey, reading: Reading): readonly Limit[] =>
  partsOf(key).map(([name, part]) => ({
    type: 'limit',
    ...metaOf(PROVIDER, 'temporaryKeys', `${String(key.id)}/${name}`, reading),
    subject: { source: reading.source, kind: 'gateway_key', id: String(key.id) },
    ...part,
    enforcement: 'hard',
  }));
