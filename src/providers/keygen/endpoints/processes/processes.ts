import { defineEndpoint, openWord, text } from '../../../../endpoint/index.js';
import { machineProcess } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /processes`. */
export const processes = defineEndpoint({
  ...keygenList,
  id: 'keygen.processes',
  path: '/processes',
  params: {
    ...listParams,
    product: text('Processes of this product.'),
    machine: text('Processes of this machine.'),
    license: text('Processes of this license.'),
    owner: text('Processes of this owner, by id or e-mail.'),
    user: text('Processes of this user, by id or e-mail.'),
    status: openWord(['ALIVE', 'DEAD'], 'By heartbeat.'),
  },
  item: machineProcess,
  doc: 'The processes of all machines.',
  docs: 'https://keygen.sh/docs/api/processes/#processes-list',
});
