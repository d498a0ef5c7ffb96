import * as t from 'io-ts';

import { int, isoTime, nullable, openEnum, shape } from '../../../codec/index.js';

/** A version of a workflow: an item of all lists of workflows. */
export const workflow = shape(
  'Workflow',
  {
    /** The id of this version. */
    id: t.string,
  },
  {
    /** The id that all versions share. */
    workflow_id: nullable(t.string),
    version: nullable(int),
    name: nullable(t.string),
    description: nullable(t.string),
    type: nullable(openEnum('automations', 'monitors', 'evaluators')),
    trigger_event_type: nullable(t.string),
    is_enabled: nullable(t.boolean),
    is_starred: nullable(t.boolean),
    is_read_only: nullable(t.boolean),
    created_at: nullable(isoTime),
    updated_at: nullable(isoTime),
    /** Null: none is deployed. */
    deployed_version: nullable(int),
  },
);

export type Workflow = t.TypeOf<typeof workflow>;
