import * as t from 'io-ts';

import { int, list, nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

const expiresAfter = shape(
  'ContainerExpiresAfter',
  {},
  {
    /** What the minutes count from. */
    anchor: openEnum('last_active_at'),
    minutes: int,
  },
);

const networkPolicy = shape(
  'NetworkPolicy',
  { type: openEnum('allowlist', 'disabled') },
  { allowed_domains: nullable(list(t.string)) },
);

/** A container: an item of `GET /containers`. */
export const container = shape(
  'Container',
  {
    id: t.string,
    object: openEnum('container'),
    name: t.string,
    created_at: unixSeconds,
    status: openEnum('active', 'running', 'deleted'),
  },
  {
    last_active_at: nullable(unixSeconds),
    expires_after: nullable(expiresAfter),
    memory_limit: nullable(openEnum('1g', '4g', '16g', '64g')),
    network_policy: nullable(networkPolicy),
  },
);

export type Container = t.TypeOf<typeof container>;

/** A file in a container: an item of `GET /containers/{container_id}/files`. */
export const containerFile = shape('ContainerFile', {
  id: t.string,
  object: openEnum('container.file'),
  container_id: t.string,
  created_at: unixSeconds,
  bytes: int,
  path: t.string,
  source: openEnum('user', 'assistant'),
});

export type ContainerFile = t.TypeOf<typeof containerFile>;
