import { isoOf, metaOf, type Principal as PrincipalRecord, type Reading } from '../../../records/index.js';
import type { Principal } from '../codecs.js';
import { PROVIDER } from './common.js';

const KIND: Readonly<Record<string, PrincipalRecord['kind']>> = { human: 'user', agent: 'agent' };

/** Returns a person or an agent as a principal. The vendor reports no status. */
export const principalOf = (principal: Principal, reading: Reading): PrincipalRecord => ({
  type: 'principal',
  ...metaOf(PROVIDER, 'principals', principal.id, reading),
  kind: KIND[principal.type] ?? 'unknown',
  id: principal.id,
  displayName: principal.name,
  status: 'unknown',
  createdAt: isoOf(principal.created_at),
});
