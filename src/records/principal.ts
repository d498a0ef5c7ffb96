import type { Iso, Meta, Ref } from './meta.js';

/** Someone, or something, that acts: a member, a service account, a customer, an agent. */
export interface Principal extends Meta {
  readonly type: 'principal';
  readonly kind: 'user' | 'service_account' | 'customer' | 'licensee' | 'agent' | 'unknown';
  readonly id: string;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  /** Whether the provider verified or manages the address: only then may it join records. */
  readonly emailVerified?: boolean | undefined;
  readonly role?: string | undefined;
  readonly environment?: string | undefined;
  readonly status: 'active' | 'inactive' | 'banned' | 'removed' | 'unknown';
  /** The provider's own word for the status. */
  readonly statusRaw?: string | undefined;
  readonly createdAt?: Iso | undefined;
  readonly lastActiveAt?: Iso | undefined;
  /** The same person at other sources: by a map of the user's own, or by verified e-mail where that was asked for. */
  readonly sameAs?: readonly Ref[] | undefined;
}
