import type { List } from '../list.js';
import { accountLists } from './account.js';
import { groupLists } from './groups.js';
import { licenseLists } from './licenses.js';
import { machineLists } from './machines.js';
import { policyLists } from './policies.js';
import { productLists } from './products.js';
import { releaseLists } from './releases.js';
import { userLists } from './users.js';

/** Every list endpoint of the vendor. */
export const LISTS: readonly List[] = [
  ...accountLists,
  ...productLists,
  ...policyLists,
  ...groupLists,
  ...userLists,
  ...licenseLists,
  ...machineLists,
  ...releaseLists,
];
