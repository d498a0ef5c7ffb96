import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { component } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /machines/{machine}/components`. */
export const machineComponents = defineEndpoint({
  ...keygenList,
  id: 'keygen.machines.components',
  path: '/machines/{machine}/components',
  params: {
    machine: segment('Id or fingerprint of the machine.'),
    ...listParams,
  },
  item: component,
  doc: 'The hardware components of a machine.',
});
