import { below, top, type List } from '../list.js';
import { licenses } from '../shelves/licenses.js';
import { machines } from '../shelves/machines.js';
import { groupOwners, groups, users } from '../shelves/people.js';

/** `/groups` and what is below a group. */
export const groupLists: readonly List[] = [
  top(groups),
  below(groups, users, { by: ({ group }) => [group?.id] }),
  below(groups, licenses, { by: ({ group }) => [group?.id] }),
  below(groups, machines, { by: ({ group }) => [group?.id] }),
  below(groups, groupOwners, { by: ({ group }) => [group.id] }),
];
