import type { Iso, Meta, Ref } from './meta.js';

/**
 * When a credential was last used. `never` is what the provider says; `no_record` that nothing was found since a point in
 * time; `not_reported` that the provider does not say.
 */
export type LastUsed =
  | {
      readonly state: 'used';
      readonly at: Iso;
      readonly evidence: 'provider' | 'usage' | 'request_log' | 'bearer_log';
      readonly precision?: 'second' | 'day' | undefined;
    }
  | { readonly state: 'never'; readonly evidence: 'provider' }
  | { readonly state: 'no_record'; readonly since: Iso }
  | { readonly state: 'not_reported' };

/** Something that lets its holder in: a key, a token, a license. The secret itself is never part of it. */
export interface Credential extends Meta {
  readonly type: 'credential';
  /** What sort of key it is. */
  readonly kind:
    'project_key' | 'admin_key' | 'service_key' | 'api_token' | 'license' | 'wallet_key' | 'gateway_key';
  /** The provider's id. */
  readonly id: string;
  /** What people call it. */
  readonly name?: string | undefined;
  /** The provider's own redaction, for example `sk-abc...def`. */
  readonly hint?: string | undefined;
  /** Who owns it; undefined where the provider does not say. */
  readonly owner?: Ref | undefined;
  /** Whether the owner still has access to what the key opens. */
  readonly ownerAccess?: 'active' | 'inactive' | 'unknown' | undefined;
  /** What it is confined to: a project, a product, a pact. */
  readonly scopeContainer?: Ref | undefined;
  /** Undefined: not reported. Empty: none. */
  readonly scopes?: readonly string[] | undefined;
  /** The most that it may do. */
  readonly privilege: 'admin' | 'write' | 'read' | 'restricted' | 'unknown';
  /** When it was created. */
  readonly createdAt?: Iso | undefined;
  /** When it was last changed. */
  readonly updatedAt?: Iso | undefined;
  /** Null: never expires. Undefined: not reported. */
  readonly expiresAt?: Iso | null | undefined;
  /** When it was revoked; undefined where it was not, or the provider does not say. */
  readonly revokedAt?: Iso | undefined;
  /** Whether it works. `vanished`: a list that had it has it no longer. */
  readonly status: 'active' | 'expired' | 'revoked' | 'suspended' | 'vanished' | 'unknown';
  /** When it was last used, as far as that is known. */
  readonly lastUsed: LastUsed;
}

/** Returns the last use as a provider reports it: null is never, undefined is not reported. */
export const lastUsedOf = (time: Date | null | undefined): LastUsed => {
  if (time === undefined) return { state: 'not_reported' };
  return time === null
    ? { state: 'never', evidence: 'provider' }
    : { state: 'used', at: time.toISOString(), evidence: 'provider' };
};
