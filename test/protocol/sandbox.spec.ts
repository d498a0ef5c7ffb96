import { expect } from 'chai';
import { cobo, keygen, keywordsai, openai, type ListOptions } from '../../src/index.js';
import type { Counts, Sandbox } from '../../src/sandbox/index.js';
import { boxFor } from '../sandbox/support.js';
import { all } from './wire.js';

const ROLES = ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'] as const;
const ids = async (
  listing: Parameters<typeof all<{ readonly id?: string | number | null }>>[0],
): Promise<string[]> => (await all(listing)).map(({ id }) => String(id));

interface Walked {
  readonly title: string;
  readonly ids: (box: Sandbox, options: ListOptions) => Promise<string[]>;
  readonly count: (counts: Counts) => number;
}

const entitlements = async (box: Sandbox, options: ListOptions): Promise<string[]> => {
  const policies = box.control.items('keygen', 'policies');
  const lists = await Promise.all(
    policies.map(({ id }) =>
      ids(keygen(box.keygen).policies.entitlements.list({ policy: String(id) }, options)).then((found) =>
        found.map((each) => `${String(id)} ${each}`),
      ),
    ),
  );
  return lists.flat();
};

const LISTS: readonly Walked[] = [
  {
    title: 'openai projects',
    ids: (box, options) => ids(openai(box.openai).projects.list({ include_archived: true }, options)),
    count: ({ openai: { projects } }) => projects,
  },
  {
    title: 'openai users',
    ids: (box, options) => ids(openai(box.openai).users.list({}, options)),
    count: ({ openai: { users } }) => users,
  },
  {
    title: 'openai adminApiKeys',
    ids: (box, options) => ids(openai(box.openai).adminApiKeys.list({}, options)),
    count: ({ openai: { adminApiKeys } }) => adminApiKeys,
  },
  {
    title: 'openai keys of all projects',
    ids: (box, { concurrency, pageSize }) =>
      ids(openai(box.openai).projects.apiKeys.listAll({}, { concurrency, pageSize })),
    count: (counts) => counts.openai['projects.apiKeys'],
  },
  {
    title: 'keywordsai users of prod',
    ids: (box, options) => ids(keywordsai(box.keywordsai).users.list({ environment: 'prod' }, options)),
    count: (counts) => counts.keywordsai['users.prod'],
  },
  {
    title: 'keywordsai users of test, searched',
    ids: (box, options) =>
      ids(keywordsai(box.keywordsai).users.search.list({ environment: 'test' }, options)),
    count: (counts) => counts.keywordsai['users.test'],
  },
  ...(['keyset', 'numbered'] as const).flatMap((walk): Walked[] => [
    {
      title: `keygen users, ${walk}`,
      ids: (box, options) => ids(keygen(box.keygen).users.list({ walk, roles: ROLES }, options)),
      count: (counts) => counts.keygen.users,
    },
    {
      title: `keygen licenses, ${walk}`,
      ids: (box, options) => ids(keygen(box.keygen).licenses.list({ walk }, options)),
      count: (counts) => counts.keygen.licenses,
    },
    {
      title: `keygen machines, ${walk}`,
      ids: (box, options) => ids(keygen(box.keygen).machines.list({ walk }, options)),
      count: (counts) => counts.keygen.machines,
    },
    {
      title: `keygen tokens, ${walk}`,
      ids: (box, options) => ids(keygen(box.keygen).tokens.list({ walk }, options)),
      count: (counts) => counts.keygen.tokens,
    },
  ]),
  {
    title: 'keygen entitlements of all policies',
    ids: entitlements,
    count: (counts) => counts.keygen['policies.entitlements'],
  },
  {
    title: 'cobo apiKeys',
    ids: (box, options) => ids(cobo(box.cobo).apiKeys.list({}, options)),
    count: (counts) => counts.cobo.apiKeys,
  },
  {
    title: 'cobo apiKeys by row numbers',
    ids: (box, options) => ids(cobo(box.cobo).apiKeys.list({ offset: 0 }, options)),
    count: (counts) => counts.cobo.apiKeys,
  },
  {
    title: 'cobo principals',
    ids: (box, options) => ids(cobo(box.cobo).principals.list({}, options)),
    count: (counts) => counts.cobo.principals,
  },
];

describe('the sandbox, walked by the client', () => {
  const box = boxFor({ rateLimits: false });

  for (const { title, ids: walked, count } of LISTS) {
    for (const concurrency of [1, 8]) {
      it(`${title}, ${String(concurrency)} at once: as many as it holds, none twice`, async () => {
        const expected = count(box().control.counts());
        // Small pages, so that every list has several, but not more than a minute's worth of requests.
        const pageSize = Math.max(4, Math.ceil(expected / 20));
        const found = await walked(box(), { concurrency, pageSize });
        expect(found).to.have.length(expected);
        expect(new Set(found).size).to.equal(found.length);
      });
    }
  }

  it('keyset and numbers, row numbers and cursors give the same items in the same order', async () => {
    const { users } = keygen(box().keygen);
    expect(await ids(users.list({ walk: 'keyset' }, { pageSize: 7 }))).to.deep.equal(
      await ids(users.list({ walk: 'numbered' }, { pageSize: 5, concurrency: 8 })),
    );
    const { apiKeys } = cobo(box().cobo);
    expect(await ids(apiKeys.list({}, { pageSize: 7 }))).to.deep.equal(
      await ids(apiKeys.list({ offset: 0 }, { pageSize: 5, concurrency: 8 })),
    );
  });

  it('usage and costs are the same in small pages and in large ones', async () => {
    const start_time = new Date(box().control.now().getTime() - 20 * 86_400_000);
    const org = openai(box().openai);
    for (const list of [org.usage.completions.list, org.costs.list]) {
      const large = await all<unknown>(list({ start_time }));
      expect(large.length).to.be.within(20, 21);
      expect(await all<unknown>(list({ start_time }, { pageSize: 3 }))).to.deep.equal(large);
    }
  });

  it('the summary of customers walks all of its pages', async () => {
    const { users } = keywordsai(box().keywordsai);
    const large = await ids(users.summary.list({ summary_type: 'all' }, { pageSize: 1000 }));
    expect(await ids(users.summary.list({ summary_type: 'all' }, { pageSize: 5 }))).to.deep.equal(large);
    expect(large.length).to.be.at.least(5);
  });
});
