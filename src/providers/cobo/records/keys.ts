import { isoOf, lastUsedOf, metaOf, type Credential, type Reading } from '../../../records/index.js';
import type { ApiKey } from '../codecs.js';
import { PROVIDER } from './common.js';

const statusOf = (key: ApiKey, now: Date): Credential['status'] => {
  if (key.is_revoked) return 'revoked';
  return key.expires_at != null && key.expires_at <= now ? 'expired' : 'active';
};

/** Returns a key as a credential: revoked before expired before active, as of the time of the reading. */
export const credentialOfApiKey = (key: ApiKey, reading: Reading): Credential => {
  const { source, observedAt } = reading;
  // The 0.1 versions of the API name a delegation, which pacts have taken the place of.
  const pact = key.pact_id ?? key.delegation_id ?? undefined;
  return {
    type: 'credential',
    ...metaOf(PROVIDER, 'apiKeys', key.id, reading),
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
