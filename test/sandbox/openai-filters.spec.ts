import { expect } from 'chai';
import type { WireItem } from '../../src/sandbox/index.js';
import { get, homesOf, fill, LIST_CASES, type ListName } from './openai-support.js';
import { boxFor, idsOf, itemsOf, type Json } from './support.js';

/** A filter, the items it must keep, and a value that is refused, where the vendor names all of them. */
interface FilterCase {
  readonly list: ListName;
  readonly by: string;
  readonly query: (items: readonly WireItem[]) => string;
  readonly keeps: (item: WireItem, items: readonly WireItem[]) => boolean;
  readonly refused?: string;
}

const tags = (item: WireItem): Json => (item['metadata'] ?? {}) as Json;

const actor = (item: WireItem): Json | null => item['actor'] as Json | null;

const CASES: readonly FilterCase[] = [
  {
    list: 'threads.messages',
    by: 'the run that made it',
    query: (items) => `run_id=${String(items.find((item) => item['run_id'] !== null)?.['run_id'])}`,
    keeps: (item, items) => item['run_id'] === items.find((one) => one['run_id'] !== null)?.['run_id'],
  },
  ...(['vectorStores.files', 'vectorStores.fileBatches.files'] as const).map((list) => ({
    list,
    by: 'status',
    query: () => 'filter=failed',
    keeps: (item: WireItem) => item['status'] === 'failed',
    refused: 'filter=lost',
  })),
  {
    list: 'files',
    by: 'purpose',
    query: () => 'purpose=fine-tune',
    keeps: (item) => item['purpose'] === 'fine-tune',
  },
  {
    list: 'containers',
    by: 'name',
    query: () => 'name=Container%203',
    keeps: (item) => item['name'] === 'Container 3',
  },
  {
    list: 'evals.runs',
    by: 'status',
    query: () => 'status=completed',
    keeps: (item) => item['status'] === 'completed',
    refused: 'status=done',
  },
  {
    list: 'evals.runs.outputItems',
    by: 'status',
    query: () => 'status=fail',
    keeps: (item) => item['status'] === 'fail',
    refused: 'status=failed',
  },
  {
    list: 'fineTuning.jobs',
    by: 'metadata',
    query: () => 'metadata[team]=research',
    keeps: (item) => tags(item)['team'] === 'research',
  },
  {
    list: 'fineTuning.jobs',
    by: 'metadata=null',
    query: () => 'metadata=null',
    keeps: (item) => Object.keys(tags(item)).length === 0,
  },
  {
    list: 'fineTuning.checkpoints.permissions',
    by: 'project',
    query: (items) => `project_id=${String(items[0]?.['project_id'])}`,
    keeps: (item, items) => item['project_id'] === items[0]?.['project_id'],
  },
  {
    list: 'chat.completions',
    by: 'model',
    query: () => 'model=gpt-5-2025-08-07',
    keeps: (item) => item['model'] === 'gpt-5-2025-08-07',
  },
  {
    list: 'chat.completions',
    by: 'metadata',
    query: () => 'metadata[team]=support&metadata[tier]=1',
    keeps: (item) => tags(item)['team'] === 'support' && tags(item)['tier'] === '1',
  },
  {
    list: 'chatkit.threads',
    by: 'user',
    query: (items) => `user=${String(items[0]?.['user'])}`,
    keeps: (item, items) => item['user'] === items[0]?.['user'],
  },
  {
    list: 'users',
    by: 'address',
    query: (items) => `emails[]=${String(items[2]?.['email'])}`,
    keeps: (item, items) => item['email'] === items[2]?.['email'],
  },
  {
    list: 'auditLogs',
    by: 'event types',
    query: () => 'event_types[]=user.added&event_types[]=project.created',
    keeps: (item) => ['user.added', 'project.created'].includes(String(item['type'])),
  },
  {
    list: 'auditLogs',
    by: 'types of the tenant',
    query: () => 'tenant_only=true&event_types[]=role.bound_to_resource',
    keeps: (item) => item['type'] === 'role.bound_to_resource',
    refused: 'tenant_only=true&event_types[]=user.added',
  },
  {
    list: 'auditLogs',
    by: 'a time range',
    query: (items) =>
      `effective_at[gte]=${String(items[20]?.['effective_at'])}&effective_at[lt]=${String(items[10]?.['effective_at'])}`,
    keeps: (item, items) =>
      Number(item['effective_at']) >= Number(items[20]?.['effective_at']) &&
      Number(item['effective_at']) < Number(items[10]?.['effective_at']),
    refused: 'effective_at[gte]=yesterday',
  },
  {
    list: 'auditLogs',
    by: 'another time range',
    query: (items) => `effective_at[gt]=${String(items[20]?.['effective_at'])}&effective_at[lte]=9999999999`,
    keeps: (item, items) => Number(item['effective_at']) > Number(items[20]?.['effective_at']),
  },
  {
    list: 'auditLogs',
    by: 'projects',
    query: (items) => `project_ids[]=${projectOf(items)}`,
    keeps: (item, items) => (item['project'] as Json | undefined)?.['id'] === projectOf(items),
  },
  {
    list: 'auditLogs',
    by: 'addresses of actors',
    query: (items) => `actor_emails[]=${emailOf(items)}`,
    keeps: (item, items) => JSON.stringify(actor(item)).includes(emailOf(items)),
  },
  {
    list: 'auditLogs',
    by: 'ids of actors',
    query: (items) => `actor_ids[]=${String(keyActor(items)['id'])}`,
    keeps: (item, items) => JSON.stringify(actor(item)).includes(String(keyActor(items)['id'])),
  },
  {
    list: 'auditLogs',
    by: 'targets',
    query: (items) => `resource_ids[]=${resourceOf(items)}`,
    keeps: (item, items) => JSON.stringify(item[String(item['type'])] ?? {}).includes(resourceOf(items)),
  },
];

function projectOf(items: readonly WireItem[]): string {
  return String((items.find((item) => 'project' in item)?.['project'] as Json)['id']);
}

function keyActor(items: readonly WireItem[]): Json {
  return items.map(actor).find((one) => one?.['type'] === 'api_key')?.['api_key'] as Json;
}

function emailOf(items: readonly WireItem[]): string {
  const found = items.map(actor).find((one) => one?.['type'] === 'session')?.['session'] as Json;
  return String((found['user'] as Json)['email']);
}

function resourceOf(items: readonly WireItem[]): string {
  const item = items.find(({ type }) => type === 'user.added');
  return String((item?.['user.added'] as Json)['id']);
}

describe('sandbox: the filters of OpenAI', () => {
  const box = boxFor();

  for (const { list: id, by, query, keeps, refused } of CASES) {
    const list = LIST_CASES.find((one) => one.id === id);
    if (list === undefined) throw new Error(id);

    it(`${list.path} by ${by}`, async () => {
      let [kept, left] = [0, 0];
      for (const home of await homesOf(box(), list)) {
        const path = `${fill(list.path, home)}?limit=100`;
        const items = itemsOf(await get(box(), path));
        if (items.length < 21) continue;
        const answer = await get(box(), `${path}&${query(items)}`);
        const found = itemsOf(answer);
        expect(found.every((item) => keeps(item, items))).to.equal(true);
        const expected = items.filter((item) => keeps(item, items));
        expect(idsOf(found)).to.include.members(idsOf(expected));
        kept += found.length;
        left += items.length - expected.length;
        if (refused !== undefined)
          expect((await get(box(), `${path}&${refused}`)).status, refused).to.equal(400);
      }
      expect(kept).to.be.greaterThan(0);
      expect(left).to.be.greaterThan(0);
    });
  }

  it('orders evals by their last update, and refuses other orders', async () => {
    const [created, updated] = [await get(box(), '/evals'), await get(box(), '/evals?order_by=updated_at')];
    expect(itemsOf(updated)).not.to.deep.equal(itemsOf(created));
    const all = async (query: string) => idsOf(itemsOf(await get(box(), `/evals?limit=100${query}`)));
    expect(await all('&order_by=updated_at')).to.have.members(await all(''));
    expect((await get(box(), '/evals?order_by=name')).status).to.equal(400);
  });

  it('takes the documented values of include, and no others', async () => {
    for (const [id, value] of [
      ['conversations.items', 'web_search_call.results'],
      ['responses.inputItems', 'reasoning.encrypted_content'],
      ['threads.runs.steps', 'step_details.tool_calls[*].file_search.results[*].content'],
    ] as const) {
      const list = LIST_CASES.find((one) => one.id === id);
      if (list === undefined) throw new Error(id);
      const [home = []] = await homesOf(box(), list);
      const path = `${fill(list.path, home)}?include[]=`;
      expect((await get(box(), `${path}${encodeURIComponent(value)}`)).status).to.equal(200);
      expect((await get(box(), `${path}everything`)).status).to.equal(400);
    }
  });

  it('keeps events of the tenant apart', async () => {
    const types = async (query: string) =>
      itemsOf(await get(box(), `/organization/audit_logs?limit=100&${query}`)).map(({ type }) =>
        String(type),
      );
    const tenant = await types('tenant_only=true');
    expect(tenant.length).to.be.greaterThan(0);
    expect(tenant.every((type) => /^tenant\.|_resource$/.test(type))).to.equal(true);
    const usual = await types('tenant_only=false');
    expect(usual.some((type) => tenant.includes(type))).to.equal(false);
  });
});
