import { expect } from 'chai';
import type { WireItem } from '../../src/sandbox/index.js';
import { get, LIST_CASES, type ListName } from './openai-support.js';
import { boxFor, idsOf, itemsOf, type Json } from './support.js';

/** What a member of an item must name: an item of another list. */
const REFERENCES: readonly (readonly [list: ListName, path: string, target: ListName, key?: string])[] = [
  ['projects.users', 'id', 'users'],
  ['groups.users', 'id', 'users'],
  ['projects.groups', 'group_id', 'groups'],
  ['projects.groups', 'project_id', 'projects'],
  ['groups.roles', 'id', 'roles'],
  ['users.roles', 'id', 'roles'],
  ['users.roles', 'created_by', 'users'],
  ['projects.groups.roles', 'id', 'projects.roles'],
  ['projects.users.roles', 'id', 'projects.roles'],
  ['projects.certificates', 'id', 'certificates'],
  ['projects.rateLimits', 'model', 'models'],
  ['invites', 'projects.id', 'projects'],
  ['auditLogs', 'project.id', 'projects'],
  ['auditLogs', 'actor.session.user.id', 'users'],
  ['auditLogs', 'actor.api_key.id', 'projects.apiKeys'],
  ['auditLogs', 'api_key.created|id', 'projects.apiKeys'],
  ['auditLogs', 'group.created|id', 'groups'],
  ['auditLogs', 'invite.sent|id', 'invites'],
  ['auditLogs', 'rate_limit.updated|id', 'projects.rateLimits'],
  ['auditLogs', 'role.assignment.created|principal_id', 'users'],
  ['auditLogs', 'service_account.created|id', 'projects.serviceAccounts'],
  ['assistants', 'model', 'models'],
  ['assistants', 'tool_resources.file_search.vector_store_ids', 'vectorStores'],
  ['threads.messages', 'thread_id', 'threads'],
  ['threads.messages', 'run_id', 'threads.runs'],
  ['threads.messages', 'assistant_id', 'assistants'],
  ['threads.messages', 'attachments.file_id', 'files'],
  ['threads.runs', 'thread_id', 'threads'],
  ['threads.runs', 'assistant_id', 'assistants'],
  ['threads.runs.steps', 'run_id', 'threads.runs'],
  ['threads.runs.steps', 'thread_id', 'threads'],
  ['threads.runs.steps', 'step_details.message_creation.message_id', 'threads.messages'],
  ['vectorStores.files', 'id', 'files'],
  ['vectorStores.files', 'vector_store_id', 'vectorStores'],
  ['vectorStores.fileBatches', 'vector_store_id', 'vectorStores'],
  ['vectorStores.fileBatches.files', 'id', 'vectorStores.files'],
  ['batches', 'input_file_id', 'files'],
  ['batches', 'output_file_id', 'files'],
  ['containers.files', 'container_id', 'containers'],
  ['evals.runs', 'eval_id', 'evals'],
  ['evals.runs', 'data_source.source.id', 'files'],
  ['evals.runs.outputItems', 'run_id', 'evals.runs'],
  ['evals.runs.outputItems', 'eval_id', 'evals'],
  ['fineTuning.jobs', 'training_file', 'files'],
  ['fineTuning.jobs', 'fine_tuned_model', 'models'],
  ['fineTuning.jobs', 'result_files', 'files'],
  ['fineTuning.jobs.checkpoints', 'fine_tuning_job_id', 'fineTuning.jobs'],
  ['fineTuning.checkpoints.permissions', 'project_id', 'projects'],
  ['skills.versions', 'skill_id', 'skills'],
  ['skills', 'latest_version', 'skills.versions', 'version'],
  ['chatkit.threads', 'user', 'users'],
  ['projects.apiKeys', 'owner.service_account.id', 'projects.serviceAccounts'],
  ['projects.apiKeys', 'owner.user.id', 'users'],
];

/** Every text at a path; an event's own name, which holds a dot, stands before a bar. */
function textsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsAt(one, path));
  if (typeof value === 'string') return path.length === 0 ? [value] : [];
  const [name = '', ...rest] = path;
  return typeof value === 'object' && value !== null ? textsAt((value as Json)[name], rest) : [];
}

const steps = (path: string): readonly string[] => (path.includes('|') ? path.split('|') : path.split('.'));

describe('sandbox: the world of OpenAI is one', () => {
  const box = boxFor();
  const items = (list: ListName): readonly WireItem[] => box().control.items('openai', list);

  for (const [list, path, target, key = 'id'] of REFERENCES) {
    it(`${list}: ${path} names one of ${target}`, () => {
      const known = new Set(items(target).map((item) => String(item[key])));
      const named = items(list).flatMap((item) => textsAt(item, steps(path)));
      expect(named.length).to.be.greaterThan(0);
      expect(named.filter((one) => !known.has(one))).to.deep.equal([]);
    });
  }

  it('makes users of a project of whoever holds a key there and has access', async () => {
    for (const id of idsOf(items('projects'))) {
      const at = `/organization/projects/${id}`;
      const users = new Set(idsOf(itemsOf(await get(box(), `${at}/users?limit=100`))));
      const keys = itemsOf(await get(box(), `${at}/api_keys?limit=100`));
      const owners = keys.flatMap((key) => textsAt(key, ['owner', 'user', 'id']));
      expect(owners.filter((owner) => !users.has(owner))).to.deep.equal([]);
    }
  });

  it('adds up: files of a store, items of a run, answers of a thread', async () => {
    for (const store of items('vectorStores')) {
      const files = itemsOf(await get(box(), `/vector_stores/${String(store['id'])}/files?limit=100`));
      expect((store['file_counts'] as Json)['total']).to.equal(files.length);
      expect(store['usage_bytes']).to.equal(
        files.reduce((sum, file) => sum + Number(file['usage_bytes']), 0),
      );
    }
    for (const run of items('evals.runs')) {
      const at = `/evals/${String(run['eval_id'])}/runs/${String(run['id'])}/output_items?limit=100`;
      const outputs = itemsOf(await get(box(), at));
      const passed = outputs.filter(({ status }) => status === 'pass').length;
      expect(run['result_counts']).to.deep.equal({
        total: outputs.length,
        errored: 0,
        failed: outputs.length - passed,
        passed,
      });
    }
  });

  it('has nothing older than its parent, and nothing of the future', () => {
    const now = Math.floor(box().control.now().getTime() / 1000);
    const threads = new Map(items('threads').map((thread) => [thread['id'], Number(thread['created_at'])]));
    for (const run of items('threads.runs'))
      expect(Number(run['created_at'])).to.be.greaterThan(threads.get(run['thread_id']) ?? now);
    for (const { id } of LIST_CASES) {
      for (const item of items(id)) expect(Number(item['created_at'] ?? 0), id).to.be.at.most(now);
    }
  });

  it('tells amounts of spend alerts in whole cents, and limits of both kinds', async () => {
    for (const alert of [...items('spendAlerts'), ...items('projects.spendAlerts')])
      expect(Number(alert['threshold_amount']) % 100).to.equal(0);
    const limit = await get(box(), '/organization/spend_limit');
    expect(limit.body).to.have.all.keys(
      ...['object', 'threshold_amount', 'currency', 'interval', 'enforcement'],
    );
    const answers = await Promise.all(
      idsOf(items('projects')).map((id) => get(box(), `/organization/projects/${id}/spend_limit`)),
    );
    expect(answers.map(({ status }) => status)).to.include.members([200, 404]);
    const known = answers.filter(({ status }) => status === 200);
    for (const { body } of known) expect(Number(body['threshold_amount']) % 100).to.equal(0);
    expect((await get(box(), '/organization/projects/proj_nobody/spend_limit')).status).to.equal(404);
  });
});

describe('sandbox: OpenAI lists that change', () => {
  const box = boxFor();
  const ids = (list: ListName, key = 'id'): readonly string[] =>
    box()
      .control.items('openai', list)
      .map((item) => String(item[key]));

  for (const { id, key: named = 'id' } of LIST_CASES) {
    const key = named === 'fine_tuned_model_checkpoint' ? 'id' : named;

    it(`${id}: takes one in and gives one away`, () => {
      const { control } = box();
      const before = ids(id, key);
      const added = control.insert('openai', id);
      const times = (all: readonly string[], one: string): number =>
        all.filter((other) => other === one).length;
      expect(times(ids(id, key), added)).to.equal(1 + times(before, added));
      const gone = control.remove('openai', id) ?? '';
      expect(times([...before, added], gone)).to.be.greaterThan(times(ids(id, key), gone));
      expect(control.remove('openai', id, 'nobody')).to.equal(undefined);
    });
  }

  it('takes a user who leaves out of every group and project', () => {
    const [user = ''] = ids('projects.users').filter((one) => ids('groups.users').includes(one));
    expect(user).not.to.equal('');
    box().control.remove('openai', 'users', user);
    expect([...ids('users'), ...ids('projects.users'), ...ids('groups.users')]).not.to.include(user);
  });

  it('gives a new project nothing but rate limits', async () => {
    const id = box().control.insert('openai', 'projects');
    const count = async (list: string) =>
      itemsOf(await get(box(), `/organization/projects/${id}/${list}`)).length;
    expect(await count('rate_limits')).to.be.greaterThan(20);
    for (const list of ['users', 'service_accounts', 'groups', 'certificates', 'spend_alerts', 'api_keys'])
      expect(await count(list), list).to.equal(0);
  });

  it('writes down who comes and goes', async () => {
    const { control } = box();
    const last = async () => itemsOf(await get(box(), '/organization/audit_logs?limit=1'))[0] ?? {};
    const key = control.insert('openai', 'projects.apiKeys');
    expect(await last()).to.deep.include({
      type: 'api_key.created',
      'api_key.created': { id: key, data: { scopes: ['api.model.request'] } },
    });
    control.remove('openai', 'projects.apiKeys', key);
    expect(await last()).to.deep.include({ type: 'api_key.deleted', 'api_key.deleted': { id: key } });
    const user = control.insert('openai', 'users');
    expect((await last())['user.added']).to.include({ id: user });
    control.remove('openai', 'users', user);
    expect((await last())['user.deleted']).to.deep.equal({ id: user });
  });

  it('goes on behind a token whose item is gone', async () => {
    const { control } = box();
    const first = await get(box(), '/organization/groups?limit=5');
    const rest = idsOf(itemsOf(await get(box(), '/organization/groups'))).slice(5);
    control.remove('openai', 'groups', idsOf(itemsOf(first)).at(-1));
    const next = encodeURIComponent(String(first.body['next']));
    const page = await get(box(), `/organization/groups?after=${next}`);
    expect(idsOf(itemsOf(page))).to.deep.equal(rest);
  });
});
