import type { ListNames } from '../../src/sandbox/index.js';
import { operationsOf } from '../conformance/documents.js';

/** One list of Keygen: its name, its path, the type of its items, and the name of its parent's list. */
export interface Listed {
  readonly name: ListNames['keygen'];
  /** The path, with `*` for the parent. */
  readonly path: string;
  readonly type: string;
  readonly parents?: ListNames['keygen'];
}

/** Lists that are not called as the type of their items. */
const TYPES: Readonly<Record<string, string>> = { pool: 'keys', owners: 'group-owners' };

const camel = (segment: string): string =>
  segment.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the vendor's facts describe. */
const LISTS: readonly Listed[] = operationsOf('keygen').map(({ path }) => {
  const segments = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const last = segments.at(-1) ?? '';
  return {
    name: segments.map(camel).join('.') as ListNames['keygen'],
    path: path.replace(/\{\w+\}/, '*'),
    type: TYPES[last] ?? last,
    ...(segments.length === 1 ? {} : { parents: camel(segments[0] ?? '') as ListNames['keygen'] }),
  };
});

/** The lists that hang on no record. */
export const TOPS = LISTS.filter(({ parents }) => parents === undefined);

/** The lists below a record. */
export const BELOW = LISTS.filter(({ parents }) => parents !== undefined);

/** All roles, for the two lists that show only users of role `user` otherwise. */
export const ROLES = ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only']
  .map((role) => `roles[]=${role}`)
  .join('&');

/** Lists without counts, and the list without links. */
export const UNCOUNTED: readonly string[] = ['webhookEvents', 'requestLogs', 'eventLogs'];
