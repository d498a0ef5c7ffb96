import type { Iso, Meta } from './meta.js';

/** Someone, or something, that acts: a member, a service account, a customer, an agent. */
export interface Principal extends Meta {
  readonly type: 'principal';
  readonly kind: 'user' | 'service_account' | 'customer' | 'licensee' | 'agent' | 'unknown';
  readonly id: string;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: string | undefined;
  readonly environment?: string | undefined;
  readonly status: 'active' | 'inactive' | 'banned' | 'removed' | 'unknown';
  /** The provider's own word for the status. */
  readonly statusRaw?: string | undefined;
  readonly createdAt?: Iso | undefined;
  readonly lastActiveAt?: Iso | undefined;
}
