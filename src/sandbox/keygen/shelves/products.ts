import { dropProduct } from '../drop.js';
import type { Shelf } from '../list.js';
import { makeLicense, makePolicy, makeProduct } from '../make/core.js';
import type { Product } from '../records.js';
import { item, relationsOf } from '../wire.js';
import { put } from './put.js';

/** Products; one below a user is one that he gets a licence of. */
export const products: Shelf<Product> = {
  segment: 'products',
  noun: 'product',
  all: ({ products: list }) => list,
  add: (desk, { user }) => {
    const { data } = desk;
    const product = put(data.products, makeProduct({ ...desk, number: 1000 + desk.number }));
    if (user !== undefined) {
      const policy = put(data.policies, makePolicy({ ...desk, number: 1000 + desk.number }, { product }));
      put(data.licenses, makeLicense(desk, { policy, user }));
    }
    return product;
  },
  drop: dropProduct,
  hint: (product) => ({ product }),
  aliases: ({ code }) => [code],
  wire: (config, product) => {
    const { name, code, strategy, url, platforms } = product;
    const { link } = relationsOf(config, 'products', product);
    const attributes = {
      name,
      code,
      distributionStrategy: strategy,
      url,
      platforms,
      permissions: ['license.read'],
      metadata: {},
    };
    const relations = [
      'policies',
      'licenses',
      'machines',
      'users',
      'tokens',
      'platforms',
      'channels',
      'releases',
      'artifacts',
    ];
    return item(config, 'products', product, attributes, link(...relations));
  },
};
