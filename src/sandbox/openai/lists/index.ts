import { ACCESS } from './access.js';
import { ASSISTANTS } from './assistants.js';
import { AUDIT } from './audit-logs.js';
import { CHATKIT } from './chatkit.js';
import { CONVERSATIONS } from './conversations.js';
import { EVALS } from './evals.js';
import { FILES } from './files.js';
import { FINE_TUNING } from './fine-tuning.js';
import type { OpenAiList } from './list.js';
import { MEDIA } from './media.js';
import { MODEL_LISTS } from './models.js';
import { ORGANIZATION } from './organization.js';
import { PROJECTS } from './projects.js';
import { VECTOR_STORES } from './vector-stores.js';

export type { ListWorld, OpenAiList } from './list.js';

/** Every list of the vendor, and the parents that it does not list. */
export const LISTS: readonly OpenAiList[] = [
  ...ORGANIZATION,
  ...ACCESS,
  ...PROJECTS,
  ...AUDIT,
  ...MODEL_LISTS,
  ...FILES,
  ...ASSISTANTS,
  ...VECTOR_STORES,
  ...CONVERSATIONS,
  ...CHATKIT,
  ...EVALS,
  ...FINE_TUNING,
  ...MEDIA,
];

const BY_ID = new Map<string, OpenAiList>(LISTS.map((list) => [list.id, list]));

/** The list with an id. */
export function listOf(id: string): OpenAiList {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`the sandbox has no list openai ${id}`);
  return found;
}

interface Route {
  readonly list: OpenAiList;
  readonly parts: readonly string[];
}

const ROUTES: readonly Route[] = LISTS.flatMap((list) =>
  list.path === undefined ? [] : [{ list, parts: `/v1${list.path}`.split('/') }],
);

/** The list that a path shows, with the parents that the path names, in its order. */
export function routeOf(path: string): { list: OpenAiList; parents: readonly string[] } | undefined {
  const parts = path.split('/');
  const route = ROUTES.find(
    ({ parts: wanted }) =>
      wanted.length === parts.length &&
      wanted.every((part, at) => (part.startsWith('{') ? parts[at] !== '' : part === parts[at])),
  );
  if (route === undefined) return undefined;
  return {
    list: route.list,
    parents: parts.filter((_, at) => route.parts[at]?.startsWith('{') === true),
  };
}
