import * as t from 'io-ts';

import { int, list, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

const expiresAfter = shape(
  'ContainerExpiresAfter',
  {},
  nullish({
    /** What the minutes count from. */
    anchor: openEnum('last_active_at'),
    minutes: int,
  }),
);

const networkPolicy = shape(
  'NetworkPolicy',
  { type: openEnum('allowlist', 'disabled') },
  nullish({ allowed_domains: list(t.string) }),
);

/** A container: an item of `GET /containers`. */
export const container = shape(
  'Container',
  {
    id: t.string,
    name: t.string,
    created_at: unixSeconds,
    status: openEnum('active', 'running', 'deleted'),
  },
  nullish({
    object: openEnum('container'),
    last_active_at: unixSeconds,
    expires_after: expiresAfter,
    memory_limit: openEnum('1g', '4g', '16g', '64g'),
    network_policy: networkPolicy,
  }),
);

export type Container = t.TypeOf<typeof container>;

/** A file in a container: an item of `GET /containers/{container_id}/files`. */
export const containerFile = shape(
  'ContainerFile',
  {
    id: t.string,
    container_id: t.string,
    created_at: unixSeconds,
    bytes: int,
    path: t.string,
    source: openEnum('user', 'assistant'),
  },
  nullish({
    object: openEnum('container.file'),
  }),
);

export type ContainerFile = t.TypeOf<typeof containerFile>;
