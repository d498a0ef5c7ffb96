import { defineEndpoint, hash, openWord, text } from '../../../../endpoint/index.js';
import { machine } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /machines`. */
export const machines = defineEndpoint({
  ...keygenList,
  id: 'keygen.machines',
  path: '/machines',
  params: {
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    ip: text('Machines at this address.'),
    hostname: text('Machines with this host name.'),
    status: openWord(['ALIVE', 'DEAD'], 'By heartbeat.'),
    product: text('Machines of this product.'),
    policy: text('Machines of this policy.'),
    license: text('Machines of this license.'),
    key: text('Machines of the license with this key.'),
    owner: text('Machines of this owner, by id or e-mail.'),
    user: text('Machines of this user, by id or e-mail.'),
    group: text('Machines of this group.'),
    metadata: hash('Machines with these metadata.'),
  },
  item: machine,
  doc: 'The machines of the account.',
  docs: 'https://keygen.sh/docs/api/machines/#machines-list',
});
