import { below, top, type List } from '../list.js';
import { licenses } from '../shelves/licenses.js';
import { machines } from '../shelves/machines.js';
import { users, usersOfProducts } from '../shelves/people.js';
import { policies } from '../shelves/policies.js';
import { products } from '../shelves/products.js';
import { artifacts, packages, releases } from '../shelves/releases.js';
import { tokens } from '../shelves/tokens.js';
import { arches, channels, engines, platforms } from '../shelves/vocabulary.js';

/** A list that needs a token here, though the type's own list does not. */
const CLOSED = { open: false } as const;

/** `/products` and what is below a product. */
export const productLists: readonly List[] = [
  top(products),
  below(products, policies, { by: ({ product }) => [product.id] }),
  below(
    products,
    licenses,
    { by: ({ policy }) => [policy.product.id] },
    { filters: ['policy', 'user', 'suspended'] },
  ),
  below(
    products,
    machines,
    { by: ({ license }) => [license.policy.product.id] },
    { filters: ['fingerprint', 'license', 'user'] },
  ),
  below(products, tokens, { by: ({ bearer }) => [bearer.id] }),
  below(
    products,
    users,
    { from: (data) => usersOfProducts(data.licenses, data.users) },
    { filters: ['roles'] },
  ),
  below(
    products,
    releases,
    { by: ({ product }) => [product.id] },
    { ...CLOSED, filters: ['yanked', 'package', 'engine', 'channel'] },
  ),
  below(products, packages, { by: ({ product }) => [product.id] }, { ...CLOSED, filters: ['engine'] }),
  below(
    products,
    artifacts,
    { by: ({ release }) => [release.product.id] },
    { ...CLOSED, filters: ['channel', 'status', 'filetype', 'platform', 'package', 'engine', 'arch'] },
  ),
  below(products, platforms, { from: platforms.of }, CLOSED),
  below(products, arches, { from: arches.of }, CLOSED),
  below(products, channels, { from: channels.of }, CLOSED),
  below(products, engines, { from: engines.of }, CLOSED),
];
