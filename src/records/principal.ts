import type { Iso, Meta, Ref } from './meta.js';

/** Someone, or something, that acts: a member, a service account, a customer, an agent. */
export interface Principal extends Meta {
  readonly type: 'principal';
  /** What sort of actor it is. */
  readonly kind: 'user' | 'service_account' | 'customer' | 'licensee' | 'agent' | 'unknown';
  /** The provider's id. */
  readonly id: string;
  /** What people call it. */
  readonly displayName?: string | undefined;
  /** Its address. */
  readonly email?: string | undefined;
  /** Whether the provider verified or manages the address: only then may it join records. */
  readonly emailVerified?: boolean | undefined;
  /** Its role, in the provider's words. */
  readonly role?: string | undefined;
  /** The environment, where its id alone does not name it. */
  readonly environment?: string | undefined;
  /** Whether it may act. */
  readonly status: 'active' | 'inactive' | 'banned' | 'removed' | 'unknown';
  /** The provider's own word for the status. */
  readonly statusRaw?: string | undefined;
  /** When it was created. */
  readonly createdAt?: Iso | undefined;
  /** When it last did something. */
  readonly lastActiveAt?: Iso | undefined;
  /** The same person at other sources: by a map of the user's own, or by verified e-mail where that was asked for. */
  readonly sameAs?: readonly Ref[] | undefined;
}
