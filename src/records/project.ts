import type { Iso, Meta } from './meta.js';

/** What credentials and spend are confined to: a project, a product, a pact. It gives rows their name. */
export interface Project extends Meta {
  readonly type: 'project';
  readonly kind: 'project' | 'product' | 'pact' | 'workspace' | 'unknown';
  readonly id: string;
  readonly name?: string | undefined;
  readonly status: 'active' | 'archived' | 'removed' | 'unknown';
  readonly createdAt?: Iso | undefined;
}
