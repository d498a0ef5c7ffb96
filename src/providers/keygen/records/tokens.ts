import { isoOf, metaOf, type Credential, type Limit, type Reading } from '../../../records/index.js';
import type { Token } from '../codecs.js';
import { endOf, PROVIDER, refOf } from './common.js';

const privilegeOf = (kind: string): Credential['privilege'] => {
  if (kind === 'admin-token' || kind === 'environment-token' || kind === 'product-token') return 'admin';
  if (kind === 'read-only-token') return 'read';
  return kind === 'user-token' || kind === 'activation-token' ? 'restricted' : 'unknown';
};

/** A revoked token is gone, so that one whose end is known and not reached is active. */
const tokenStatusOf = (expiry: Date | null | undefined, { observedAt }: Reading): Credential['status'] => {
  if (expiry === undefined) return 'unknown';
  return expiry !== null && expiry <= observedAt ? 'expired' : 'active';
};

/** Returns a token as a credential. The vendor does not say when a token was last used; a revoked one is gone. */
export const credentialOfToken = (token: Token, reading: Reading): Credential => {
  const { id, attributes, relationships } = token;
  const { expiry } = attributes;
  const owner = refOf(relationships?.bearer, reading);
  return {
    type: 'credential',
    ...metaOf(PROVIDER, 'tokens', id, reading),
    kind: 'api_token',
    id,
    name: attributes.name ?? undefined,
    owner,
    scopeContainer: owner?.kind === 'product' ? owner : undefined,
    scopes: attributes.permissions ?? undefined,
    privilege: privilegeOf(attributes.kind),
    createdAt: isoOf(attributes.created),
    updatedAt: isoOf(attributes.updated),
    expiresAt: endOf(expiry),
    status: tokenStatusOf(expiry, reading),
    lastUsed: { state: 'not_reported' },
  };
};

/** Returns how often an activation token may activate machines; other tokens have no limit. */
export const limitsOfToken = ({ id, attributes }: Token, reading: Reading): readonly Limit[] => {
  const { maxActivations, activations } = attributes;
  if (maxActivations == null) return [];
  return [
    {
      type: 'limit',
      ...metaOf(PROVIDER, 'tokens', `${id}/maxActivations`, reading),
      subject: { source: reading.source, kind: 'api_token', id },
      measure: 'machines',
      limit: maxActivations,
      used: activations ?? undefined,
      period: 'total',
      enforcement: 'hard',
    },
  ];
};

/** Returns a token, and what it may be used for. */
export const recordsOfToken = (token: Token, reading: Reading): readonly (Credential | Limit)[] => [
  credentialOfToken(token, reading),
  ...limitsOfToken(token, reading),
];
