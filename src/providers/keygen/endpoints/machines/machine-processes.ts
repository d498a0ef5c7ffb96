import { defineEndpoint, openWord, segment } from '../../../../endpoint/index.js';
import { machineProcess } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /machines/{machine}/processes`. */
export const machineProcesses = defineEndpoint({
  ...keygenList,
  id: 'keygen.machines.processes',
  path: '/machines/{machine}/processes',
  params: {
    machine: segment('Id or fingerprint of the machine.'),
    ...listParams,
    status: openWord(['ALIVE', 'DEAD'], 'By heartbeat.'),
  },
  item: machineProcess,
  doc: 'The processes of a machine.',
});
