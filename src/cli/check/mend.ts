import type { FeedFault, FeedInfo } from '../../monitor/index.js';
import { DESCRIPTIONS } from '../../providers/descriptions.js';
import { variablesFor } from '../accounts.js';
import type { CatalogEntry } from '../catalog/entry.js';
import type { Env } from '../io.js';
import type { CheckRow } from './rows.js';

/** What begins a key of a project, or of one of its service accounts. */
const PROJECT_KEYS = ['sk-proj-', 'sk-svcacct-'] as const;

const ADMIN_KEYS = 'https://platform.openai.com/settings/organization/admin-keys';

/** Returns the beginning of a project's key where the variable should hold an admin key. It is no secret: all project keys begin with it. */
const projectKeyIn = (env: Env): string | undefined =>
  PROJECT_KEYS.find((prefix) => env.OPENAI_ADMIN_KEY?.startsWith(prefix));

/** What is known of a list that does not answer. */
interface Trouble {
  readonly entry: CatalogEntry;
  readonly row: Pick<CheckRow, 'state' | 'missingScopes'>;
  /** The feed that reads the list, and what failed as its source sees it. */
  readonly feed?: FeedInfo | undefined;
  readonly fault?: FeedFault | undefined;
}

const ofRefusal = ({ entry, row, feed, fault }: Trouble, env: Env): string => {
  const names = variablesFor(entry.provider, entry.credential).join(' or ');
  const prefix = entry.credential === 'adminKey' ? projectKeyIn(env) : undefined;
  if (prefix !== undefined)
    return `OPENAI_ADMIN_KEY holds a project key (${prefix}…): create an admin key at ${ADMIN_KEYS}`;
  const scopes =
    row.missingScopes ?? (fault?.state === 'forbidden' && feed?.needs !== undefined ? [feed.needs] : []);
  if (scopes.length > 0) return `give the key in ${names} ${scopes.join(', ')}`;
  return fault?.state === 'forbidden' || fault === undefined
    ? `give the key in ${names} the right to read it`
    : `replace the key in ${names}: it is refused`;
};

/** Returns what to do so that a list answers; undefined where nothing is known that helps. */
export const fixFor = (trouble: Trouble, env: Env): string | undefined => {
  const { entry, row, fault } = trouble;
  if (fault?.state === 'rate_limited') return 'wait, and run the check again';
  switch (row.state) {
    case 'not set':
      return `set ${variablesFor(entry.provider, entry.credential).join(' or ')}`;
    case 'refused':
      return ofRefusal(trouble, env);
    case 'unreachable':
      return `check the network, and ${DESCRIPTIONS[entry.provider].settings.baseUrl} if it is set`;
    default:
      return undefined;
  }
};
