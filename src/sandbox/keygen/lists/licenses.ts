import { usersOf } from '../derived.js';
import { below, top, type List } from '../list.js';
import { byAge } from '../make/desk.js';
import { licenses } from '../shelves/licenses.js';
import { machines } from '../shelves/machines.js';
import { users } from '../shelves/people.js';
import { entitlements } from '../shelves/policies.js';
import { tokens } from '../shelves/tokens.js';

/** `/licenses` and what is below a licence; its entitlements are its own and those of its policy. */
export const licenseLists: readonly List[] = [
  top(licenses, {
    filters: [
      'metadata',
      'product',
      'policy',
      'owner',
      'user',
      'machine',
      'group',
      'status',
      'expires',
      'expired',
      'expiring',
      'activity',
      'suspended',
      'assigned',
      'unassigned',
      'activated',
      'activations',
    ],
  }),
  below(
    licenses,
    machines,
    { by: ({ license }) => [license.id] },
    { filters: ['fingerprint', 'product', 'user'] },
  ),
  below(licenses, tokens, { by: ({ bearer }) => [bearer.id] }),
  below(licenses, entitlements, {
    from: () => (license) => byAge([...license.entitlements, ...license.policy.entitlements]),
  }),
  below(licenses, users, { from: () => (license) => byAge(usersOf(license)) }),
];
