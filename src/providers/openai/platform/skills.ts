import * as t from 'io-ts';
import { nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, oneOf, segment } from '../../../walk/index.js';
import { byLastId, cursorParams, platformEnvelope, upTo100 } from './list.js';

/** A skill: an item of `GET /skills`. The documentation has no example, so that little is taken for sure. */
export const skill = shape(
  'Skill',
  { id: t.string },
  nullish({
    object: openEnum('skill'),
    name: t.string,
    description: t.string,
    created_at: unixSeconds,
    default_version: t.string,
    latest_version: t.string,
  }),
);

/** The decoded form of {@link skill}. */
export type Skill = t.TypeOf<typeof skill>;

/** A version of a skill: an item of `GET /skills/{skill_id}/versions`, without an example, too. */
export const skillVersion = shape(
  'SkillVersion',
  { id: t.string },
  nullish({
    object: openEnum('skill.version'),
    skill_id: t.string,
    version: t.string,
    created_at: unixSeconds,
    name: t.string,
    description: t.string,
  }),
);

/** The decoded form of {@link skillVersion}. */
export type SkillVersion = t.TypeOf<typeof skillVersion>;

/** `GET /skills`. */
export const skills = vendorEndpoint({
  id: 'openai.skills',
  path: '/skills',
  params: {
    ...cursorParams,
    order: oneOf(['asc', 'desc'], 'By time of creation.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: skill,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The skills.',
});

/** `GET /skills/{skill_id}/versions`. */
export const skillVersions = vendorEndpoint({
  id: 'openai.skills.versions',
  path: '/skills/{skill_id}/versions',
  params: {
    skill_id: segment('Id of the skill.'),
    ...cursorParams,
    order: oneOf(['asc', 'desc'], 'By number of the version.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: skillVersion,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The versions of one skill.',
});
