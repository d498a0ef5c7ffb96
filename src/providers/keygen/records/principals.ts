import { isoOf, metaOf, type Principal, type Project, type Reading } from '../../../records/index.js';
import type { Product, User } from '../codecs.js';
import { PROVIDER } from './common.js';

const STATUS: Readonly<Record<string, Principal['status']>> = {
  ACTIVE: 'active',
  INACTIVE: 'inactive',
  BANNED: 'banned',
};

/** Returns a user of the account as a principal: staff as users, the others as licensees. */
export const principalOfUser = ({ id, attributes: user }: User, reading: Reading): Principal => ({
  type: 'principal',
  ...metaOf(PROVIDER, 'users', id, reading),
  kind: user.role === 'user' ? 'licensee' : 'user',
  id,
  displayName: user.fullName ?? undefined,
  email: user.email,
  role: user.role,
  status: STATUS[user.status ?? ''] ?? 'unknown',
  statusRaw: user.status ?? undefined,
  createdAt: isoOf(user.created),
});

/** Returns a product as what licences and tokens are confined to. */
export const projectOfProduct = ({ id, attributes }: Product, reading: Reading): Project => ({
  type: 'project',
  ...metaOf(PROVIDER, 'products', id, reading),
  kind: 'product',
  id,
  name: attributes.name ?? undefined,
  status: 'active',
  createdAt: isoOf(attributes.created),
});
