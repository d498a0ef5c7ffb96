import * as t from 'io-ts';

import { anyId, int, isoTime, nullish, openEnum, shape } from '../../../codec/index.js';

/** A version of a workflow: an item of all lists of workflows. */
export const workflow = shape(
  'Workflow',
  {
    /** The id of this version. */
    id: anyId,
  },
  nullish({
    /** The id that all versions share. */
    workflow_id: anyId,
    version: int,
    name: t.string,
    description: t.string,
    type: openEnum('automations', 'monitors', 'evaluators'),
    trigger_event_type: t.string,
    is_enabled: t.boolean,
    is_starred: t.boolean,
    is_read_only: t.boolean,
    created_at: isoTime,
    updated_at: isoTime,
    /** Null: none is deployed. */
    deployed_version: int,
  }),
);

export type Workflow = t.TypeOf<typeof workflow>;
