import * as t from 'io-ts';

import { nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A skill: an item of `GET /skills`. The documentation has no example, so that little is taken for sure. */
export const skill = shape(
  'Skill',
  { id: t.string, object: openEnum('skill') },
  {
    name: nullable(t.string),
    description: nullable(t.string),
    created_at: nullable(unixSeconds),
    default_version: nullable(t.string),
    latest_version: nullable(t.string),
  },
);

export type Skill = t.TypeOf<typeof skill>;

/** A version of a skill: an item of `GET /skills/{skill_id}/versions`, without an example, too. */
export const skillVersion = shape(
  'SkillVersion',
  { id: t.string, object: openEnum('skill.version') },
  {
    skill_id: nullable(t.string),
    version: nullable(t.string),
    created_at: nullable(unixSeconds),
    name: nullable(t.string),
    description: nullable(t.string),
  },
);

export type SkillVersion = t.TypeOf<typeof skillVersion>;
