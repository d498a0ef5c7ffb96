import {
  isoOf,
  lastUsedOf,
  metaOf,
  type Credential,
  type Principal as PrincipalRecord,
  type Reading,
} from '../../records/index.js';
import type { ApiKey, Principal } from './codecs/index.js';

const PROVIDER = 'cobo';

const KIND: Readonly<Record<string, PrincipalRecord['kind']>> = { human: 'user', agent: 'agent' };

/** Returns a person or an agent as a principal. The vendor tells no status. */
export const principalOf = (principal: Principal, reading: Reading): PrincipalRecord => ({
  ...metaOf(PROVIDER, 'principals', principal.id, reading),
  type: 'principal',
  kind: KIND[principal.type] ?? 'unknown',
  id: principal.id,
  displayName: principal.name,
  status: 'unknown',
  createdAt: isoOf(principal.created_at),
});

const statusOf = (key: ApiKey, now: Date): Credential['status'] => {
  if (key.is_revoked) return 'revoked';
  return key.expires_at != null && key.expires_at <= now ? 'expired' : 'active';
};

/** Returns a key as a credential: revoked before expired before active, as of the time of the reading. */
export const credentialOfApiKey = (key: ApiKey, reading: Reading): Credential => {
  const { source, observedAt } = reading;
  const pact = key.pact_id ?? undefined;
  return {
    ...metaOf(PROVIDER, 'apiKeys', key.id, reading),
    type: 'credential',
    kind: 'wallet_key',
    id: key.id,
    name: key.name,
    hint: key.key_prefix,
    owner: { source, kind: 'principal', id: key.principal_id },
    scopeContainer: pact === undefined ? undefined : { source, kind: 'pact', id: pact },
    scopes: key.scopes,
    privilege: key.scopes.length === 0 ? 'unknown' : 'restricted',
    createdAt: isoOf(key.created_at),
    updatedAt: isoOf(key.updated_at),
    expiresAt: key.expires_at === null ? null : isoOf(key.expires_at),
    revokedAt: isoOf(key.revoked_at),
    status: statusOf(key, observedAt),
    lastUsed: lastUsedOf(key.last_used_at),
  };
};
