import { flag, oneOf } from '../../walk/index.js';
import { projectApiKeys } from '../../providers/openai/endpoints.js';
import type { ProjectApiKey } from '../../providers/openai/index.js';
import { UsageError } from '../exit.js';
import { ofProject } from '../parts.js';
import type { CatalogEntry } from './entry.js';
import { itemFields } from './item-fields.js';

/** The keys of all projects: a list made of lists, and so no endpoint value. */
const listAll: CatalogEntry = {
  ...projectApiKeys,
  id: 'openai.projects.apiKeys.listAll',
  provider: 'openai',
  params: {
    include_archived: flag('Keys of archived projects too. Default: true.'),
    owner_project_access: oneOf(
      ['active', 'inactive', 'any'],
      'Keys of owners with access, without it, or all enabled keys. Default: any.',
    ),
  },
  kind: 'composed',
  family: 'lastId, for each project',
  sizes: 'limit 1..100',
  takesSize: true,
  call: 'projects.apiKeys.listAll',
  fields: [...itemFields(projectApiKeys.item), 'project_id'],
  doc: 'The API keys of all projects, one project after another.',
  list: (clients, params, { resume, onPartError, ...options }) => {
    if (resume !== undefined) {
      throw new UsageError(
        'openai.projects.apiKeys.listAll cannot be resumed: list the projects one by one.',
      );
    }
    if (clients.openai === undefined) throw new UsageError('no credential of openai is set');
    return clients.openai.projects.apiKeys.listAll(params, {
      ...options,
      onChildError: ofProject(onPartError),
    });
  },
  encode: (item) => projectApiKeys.item.encode(item as ProjectApiKey),
};

/** What is made of lists of other entries, for whom it is an entry of its own. */
export const COMPOSED: readonly CatalogEntry[] = [listAll];
