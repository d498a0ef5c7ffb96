import { defineEndpoint, flag, hash, openWord, text } from '../../../../endpoint/index.js';
import { license } from '../../codecs/index.js';
import { flagOrHash } from '../flag-or-hash.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /licenses`: the server lists each license's key in clear; here it is a `Secret` from the codec on. */
export const licenses = defineEndpoint({
  ...keygenList,
  id: 'keygen.licenses',
  path: '/licenses',
  params: {
    ...listParams,
    status: openWord(
      ['ACTIVE', 'INACTIVE', 'EXPIRING', 'EXPIRED', 'SUSPENDED', 'BANNED'],
      'Which status. An unknown one gives an empty list, not an error.',
    ),
    product: text('Licenses of this product.'),
    policy: text('Licenses of this policy.'),
    owner: text('Licenses of this owner, by id or e-mail.'),
    user: text('Licenses of this user, by id or e-mail.'),
    machine: text('Licenses of this machine.'),
    group: text('Licenses of this group.'),
    suspended: flag('Suspended ones, or the others.'),
    expired: flagOrHash('Expired ones, or the others; or by when: within, in, before, after, on.'),
    expiring: flag('Ones that expire soon, or the others.'),
    assigned: flag('Ones with a user, or without.'),
    unassigned: flag('Ones without a user, or with.'),
    activated: flag('Ones with a machine, or without.'),
    expires: hash('By expiry: within, in, before, after, on.'),
    activity: hash('By activity: inside, outside, before, after.'),
    activations: hash('By number of machines: eq, gt, gte, lt, lte.'),
    metadata: hash('Licenses with these metadata.'),
  },
  item: license,
  doc: 'The licenses of the account.',
  docs: 'https://keygen.sh/docs/api/licenses/#licenses-list',
});
