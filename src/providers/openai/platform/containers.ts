import * as t from 'io-ts';
import { int, list, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, segment, text } from '../../../walk/index.js';
import { byLastId, cursorParams, orderBy, platformEnvelope, upTo100 } from './list.js';

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

/** The decoded form of {@link container}. */
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

/** The decoded form of {@link containerFile}. */
export type ContainerFile = t.TypeOf<typeof containerFile>;

/** `GET /containers`. */
export const containers = vendorEndpoint({
  id: 'openai.containers',
  path: '/containers',
  params: {
    ...cursorParams,
    order: orderBy('desc'),
    name: text('Only containers with this name.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: container,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The containers of the project.',
  docs: 'https://platform.openai.com/docs/api-reference/containers/listContainers',
});

/** `GET /containers/{container_id}/files`. */
export const containerFiles = vendorEndpoint({
  id: 'openai.containers.files',
  path: '/containers/{container_id}/files',
  params: {
    container_id: segment('Id of the container.'),
    ...cursorParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: containerFile,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The files of one container.',
});
