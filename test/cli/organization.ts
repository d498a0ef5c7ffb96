import { startLoopback } from '../support/loopback.js';

type Row = Readonly<Record<string, unknown>>;

/** What a made-up organization holds; rows are served as they are, odd ones too. */
export interface Organization {
  users?: readonly Row[];
  projects?: readonly string[];
  /** Projects without an id, in front of the others. */
  oddProjects?: number;
  adminKeys?: readonly Row[];
  /** Keys by project; a number is the status with which the list of the project is refused. */
  projectKeys?: Readonly<Record<string, readonly Row[] | number>>;
  /** Scopes that the credential lacks for costs and usage. */
  missingScopes?: string;
  /** The `Date` of every reply. Default: that of the clock. */
  date?: () => string;
  /** Status of every reply. Default 200. */
  status?: number;
}

export const user = (n: number, changes: Row = {}): Row => ({
  object: 'organization.user',
  id: `user-${String(n)}`,
  name: `N${String(n)}`,
  email: `u${String(n)}@example.com`,
  role: 'reader',
  added_at: 1_670_089_719,
  ...changes,
});

export const projectKey = (id: string, changes: Row = {}): Row => ({
  object: 'organization.project.api_key',
  id,
  name: id,
  redacted_value: `sk-proj-...${id}`,
  created_at: 1_670_089_719,
  last_used_at: null,
  owner: {
    type: 'user',
    user: {
      object: 'organization.project.user',
      id: 'user-1',
      name: 'N',
      email: 'n@x.y',
      role: 'owner',
      added_at: 1_670_089_719,
    },
  },
  ...changes,
});

export const adminKey = (id: string, changes: Row = {}): Row => ({
  object: 'organization.admin_api_key',
  id,
  name: id,
  redacted_value: `sk-...${id}`,
  created_at: 1_670_089_719,
  last_used_at: null,
  expires_at: null,
  owner: {
    type: 'user',
    object: 'organization.user',
    id: 'user-1',
    name: 'N',
    role: 'owner',
    created_at: 1_670_089_719,
  },
  ...changes,
});

const project = (id: string | null): Row => ({
  object: 'organization.project',
  id,
  name: id,
  created_at: 1_670_089_719,
  archived_at: null,
  status: 'active',
});

const pageOf = (rows: readonly Row[], query: URLSearchParams): object => {
  const after = query.get('after');
  const start = after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1;
  const data = rows.slice(start, start + Number(query.get('limit') ?? 20));
  const has_more = start + data.length < rows.length;
  return {
    object: 'list',
    data,
    first_id: data[0]?.['id'] ?? null,
    last_id: data.at(-1)?.['id'] ?? null,
    has_more,
  };
};

const refusal = (status: number, message: string): readonly [number, object] => [
  status,
  { error: { message, type: 'invalid_request_error', param: null, code: null } },
];

const answer = (org: Organization, url: URL): readonly [status: number, body: object] => {
  const { users = [], projects = [], adminKeys = [], projectKeys = {}, missingScopes, status = 200 } = org;
  if (status !== 200) return refusal(status, 'no');
  const path = url.pathname.replace('/v1/organization/', '');
  if (/^(usage\/|costs)/.test(path)) {
    return missingScopes === undefined
      ? [200, { object: 'page', data: [], has_more: false, next_page: null }]
      : refusal(
          403,
          `You have insufficient permissions for this operation. Missing scopes: ${missingScopes}.`,
        );
  }
  const [, ofProject] = /^projects\/([^/]+)\/api_keys$/.exec(path) ?? [];
  const keys = ofProject === undefined ? [] : (projectKeys[ofProject] ?? []);
  if (typeof keys === 'number') return refusal(keys, 'not this project');
  const allProjects = [...Array.from({ length: org.oddProjects ?? 0 }, () => null), ...projects].map(project);
  const rows = { users, projects: allProjects, admin_api_keys: adminKeys }[path] ?? keys;
  return [200, pageOf(rows, url.searchParams)];
};

/** Serves an organization, as it is at each request, on loopback. */
export const startOrganization = async (
  org: Organization,
  onRequest: (path: string) => void = () => undefined,
) => {
  const server = await startLoopback((request, response) => {
    onRequest(request.url ?? '/');
    const [status, body] = answer(org, new URL(request.url ?? '/', 'http://x'));
    const date = org.date === undefined ? {} : { date: org.date() };
    response.writeHead(status, { 'content-type': 'application/json', ...date });
    response.end(JSON.stringify(body));
  });
  return {
    env: { OPENAI_ADMIN_KEY: 'sk-admin-canary', OPENAI_BASE_URL: `${server.origin}/v1`, NO_COLOR: '1' },
    seen: server.seen,
    close: () => server.close(),
  };
};
