import { expect } from 'chai';
import { ORGANIZATION } from './support/sections.js';

/** Every endpoint of the organization: id, path, paging family, page size (`max` or what is documented), identity. */
const TABLE: Readonly<
  Record<string, readonly [id: string, path: string, family: string, max: number | 'any' | 'none']>
> = {
  adminApiKeys: ['adminApiKeys', '/organization/admin_api_keys', 'lastId', 'any'],
  auditLogs: ['auditLogs', '/organization/audit_logs', 'lastId', 100],
  certificates: ['certificates', '/organization/certificates', 'lastId', 100],
  costs: ['costs', '/organization/costs', 'nextToken in slices', 180],
  groupRoles: ['groups.roles', '/organization/groups/{group_id}/roles', 'nextToken', 1000],
  groupUsers: ['groups.users', '/organization/groups/{group_id}/users', 'nextToken', 1000],
  groups: ['groups', '/organization/groups', 'nextToken', 1000],
  invites: ['invites', '/organization/invites', 'lastId', 100],
  projectApiKeys: ['projects.apiKeys', '/organization/projects/{project_id}/api_keys', 'lastId', 100],
  projectCertificates: [
    'projects.certificates',
    '/organization/projects/{project_id}/certificates',
    'lastId',
    100,
  ],
  projectGroupRoles: [
    'projects.groups.roles',
    '/projects/{project_id}/groups/{group_id}/roles',
    'nextToken',
    1000,
  ],
  projectGroups: ['projects.groups', '/organization/projects/{project_id}/groups', 'nextToken', 100],
  projectRateLimits: [
    'projects.rateLimits',
    '/organization/projects/{project_id}/rate_limits',
    'lastId',
    'any',
  ],
  projectRoles: ['projects.roles', '/projects/{project_id}/roles', 'nextToken', 1000],
  projectServiceAccounts: [
    'projects.serviceAccounts',
    '/organization/projects/{project_id}/service_accounts',
    'lastId',
    100,
  ],
  projectSpendAlerts: [
    'projects.spendAlerts',
    '/organization/projects/{project_id}/spend_alerts',
    'lastId',
    100,
  ],
  projectSpendLimit: [
    'projects.spendLimit',
    '/organization/projects/{project_id}/spend_limit',
    'read',
    'none',
  ],
  projectUserRoles: [
    'projects.users.roles',
    '/projects/{project_id}/users/{user_id}/roles',
    'nextToken',
    1000,
  ],
  projectUsers: ['projects.users', '/organization/projects/{project_id}/users', 'lastId', 100],
  projects: ['projects', '/organization/projects', 'lastId', 100],
  roles: ['roles', '/organization/roles', 'nextToken', 1000],
  spendAlerts: ['spendAlerts', '/organization/spend_alerts', 'lastId', 100],
  spendLimit: ['spendLimit', '/organization/spend_limit', 'read', 'none'],
  usageAudioSpeeches: [
    'usage.audioSpeeches',
    '/organization/usage/audio_speeches',
    'nextToken in slices',
    31,
  ],
  usageAudioTranscriptions: [
    'usage.audioTranscriptions',
    '/organization/usage/audio_transcriptions',
    'nextToken in slices',
    31,
  ],
  usageCodeInterpreterSessions: [
    'usage.codeInterpreterSessions',
    '/organization/usage/code_interpreter_sessions',
    'nextToken in slices',
    31,
  ],
  usageCompletions: ['usage.completions', '/organization/usage/completions', 'nextToken in slices', 31],
  usageEmbeddings: ['usage.embeddings', '/organization/usage/embeddings', 'nextToken in slices', 31],
  usageFileSearchCalls: [
    'usage.fileSearchCalls',
    '/organization/usage/file_search_calls',
    'nextToken in slices',
    31,
  ],
  usageImages: ['usage.images', '/organization/usage/images', 'nextToken in slices', 31],
  usageModerations: ['usage.moderations', '/organization/usage/moderations', 'nextToken in slices', 31],
  usageVectorStores: ['usage.vectorStores', '/organization/usage/vector_stores', 'nextToken in slices', 31],
  usageWebSearchCalls: [
    'usage.webSearchCalls',
    '/organization/usage/web_search_calls',
    'nextToken in slices',
    31,
  ],
  userRoles: ['users.roles', '/organization/users/{user_id}/roles', 'nextToken', 1000],
  users: ['users', '/organization/users', 'lastId', 100],
};

interface AnyValue {
  readonly id: string;
  readonly path: string;
  readonly method: string;
  readonly credential: string | undefined;
  readonly headers: object;
  readonly doc: string;
  readonly docs: string | undefined;
  readonly params: Readonly<Record<string, { readonly place: string; readonly doc: string }>>;
  readonly pagingOf: (params: object) => { readonly family: string };
  readonly limitsOf: (
    params: object,
  ) => { readonly param: string; readonly min?: number; readonly max?: number } | undefined;
  readonly key: (item: unknown) => string;
}

const VALUES = ORGANIZATION as unknown as readonly (readonly [string, AnyValue])[];

describe('openai organization endpoints', () => {
  it('are 33 lists and 2 reads', () => {
    const reads = VALUES.filter(([, { pagingOf }]) => pagingOf({}).family === 'read');
    expect([VALUES.length, reads.length]).to.deep.equal([35, 2]);
    expect(VALUES.map(([name]) => name)).to.have.members(Object.keys(TABLE));
    expect(new Set(VALUES.map(([, { id }]) => id)).size).to.equal(35);
  });

  for (const [name, endpoint] of VALUES) {
    const [id, path, family, max] = TABLE[name] ?? ['', '', '', 'none'];
    it(`${name}: ${path}`, () => {
      expect(endpoint).to.include({ id: `openai.${id}`, path, method: 'GET', credential: 'adminKey' });
      expect(endpoint.headers).to.deep.equal({});
      expect(endpoint.pagingOf({}).family).to.equal(family);
      const sizes = max === 'any' ? { param: 'limit', min: 1 } : { param: 'limit', min: 1, max };
      expect(endpoint.limitsOf({})).to.deep.equal(max === 'none' ? undefined : sizes);
      expect(endpoint.doc).to.match(/^[A-Z].*\.$/);
      expect(endpoint.docs ?? 'https://').to.match(/^https:\/\//);
      for (const param of Object.values(endpoint.params)) expect(param.doc).to.match(/\.$/);
    });
  }

  it('usage takes more buckets a page where they are narrower', () => {
    for (const [name, { limitsOf }] of VALUES.filter(([each]) => each.startsWith('usage'))) {
      const widest = ['1d', '1h', '1m', undefined].map((bucket_width) => limitsOf({ bucket_width })?.max);
      expect(widest, name).to.deep.equal([31, 168, 1440, 31]);
    }
  });

  it('items are told apart by their ids, groups of a project by group_id, buckets by their times', () => {
    const item = { id: 'i', group_id: 'g', start_time: 1, end_time: 2 };
    for (const [name, { key }] of VALUES) {
      const bucket = name === 'costs' || name.startsWith('usage');
      expect(key(item), name).to.equal(bucket ? '1\u00002' : name === 'projectGroups' ? 'g' : 'i');
    }
  });

  it('a before is taken where the vendor documents one, and nowhere else', () => {
    const names = VALUES.flatMap(([name, { params }]) => ('before' in params ? [name] : []));
    expect(names).to.have.members(['auditLogs', 'projectRateLimits', 'projectSpendAlerts', 'spendAlerts']);
  });
});
