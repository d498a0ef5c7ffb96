import type { Iso, Meta } from './meta.js';

/** What credentials and spend are confined to: a project, a product, a pact. It gives rows their name. */
export interface Project extends Meta {
  readonly type: 'project';
  /** What the provider calls it. */
  readonly kind: 'project' | 'product' | 'pact' | 'workspace' | 'unknown';
  /** The provider's id. */
  readonly id: string;
  /** What people call it. */
  readonly name?: string | undefined;
  /** Whether it is in use. */
  readonly status: 'active' | 'archived' | 'removed' | 'unknown';
  /** When it was created. */
  readonly createdAt?: Iso | undefined;
}
