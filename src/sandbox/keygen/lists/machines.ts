import { valueOf } from '../../http.js';
import { below, top, type List } from '../list.js';
import { components, machines, processes } from '../shelves/machines.js';

const UP = ['product', 'machine', 'license', 'owner', 'user'];

/** `/machines` and what is below a machine, `/components` and `/processes`. */
export const machineLists: readonly List[] = [
  top(machines, {
    filters: [
      'metadata',
      'fingerprint',
      'ip',
      'hostname',
      'status',
      'product',
      'policy',
      'license',
      'key',
      'owner',
      'user',
      'group',
    ],
  }),
  top(components, { filters: UP }),
  top(processes, { filters: [...UP, 'status'] }),
  below(
    machines,
    components,
    { by: ({ machine }) => [machine.id] },
    // The vendor takes the parameter, looks for a scope that components do not have, and falls over.
    {
      refusal: (ask) =>
        valueOf(ask, 'status') === undefined ? undefined : { status: 500, detail: 'Internal server error' },
    },
  ),
  below(machines, processes, { by: ({ machine }) => [machine.id] }, { filters: ['status'] }),
];
