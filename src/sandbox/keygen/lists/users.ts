import { usersOf } from '../derived.js';
import { below, top, type List } from '../list.js';
import type { KeygenData, Product, User } from '../records.js';
import { licenses } from '../shelves/licenses.js';
import { machines } from '../shelves/machines.js';
import { secondFactors, users, usersOfProducts } from '../shelves/people.js';
import { products } from '../shelves/products.js';
import { tokens } from '../shelves/tokens.js';

/** The products that a user has licences of. */
function productsOf(data: KeygenData): (user: User) => readonly Product[] {
  const usersBy = usersOfProducts(data.licenses, data.users);
  const found = new Map<string, Product[]>();
  for (const product of data.products) {
    for (const { id } of usersBy(product)) found.set(id, [...(found.get(id) ?? []), product]);
  }
  return ({ id }) => found.get(id) ?? [];
}

/** `/users` and what is below a user. */
export const userLists: readonly List[] = [
  top(users, { filters: ['metadata', 'roles', 'product', 'license', 'group', 'status', 'assigned'] }),
  below(users, secondFactors, { by: ({ user }) => [user.id] }),
  below(users, products, { from: productsOf }),
  below(
    users,
    licenses,
    { by: (license) => usersOf(license).map(({ id }) => id) },
    { filters: ['product', 'policy', 'suspended'] },
  ),
  below(
    users,
    machines,
    { by: ({ owner }) => [owner?.id] },
    { filters: ['fingerprint', 'product', 'license'] },
  ),
  below(users, tokens, { by: ({ bearer }) => [bearer.id] }),
];
