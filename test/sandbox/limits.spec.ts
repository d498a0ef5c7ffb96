import { expect } from 'chai';
import { boxFor, idsOf, keywordsai, openai } from './support.js';

const MONTH = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-15T12:00:00Z') };

describe('sandbox: what is used of limits', () => {
  const box = boxFor({ rateLimits: false });
  const items = (provider: 'openai' | 'keywordsai' | 'keygen', list: never) =>
    box().control.items(provider, list);

  /** Parts of limits: most within bounds, a few above the limit, none far above it. */
  const plausible = (parts: readonly number[], most: number): void => {
    expect(parts, 'limits').not.to.have.length(0);
    expect(Math.max(...parts), 'the greatest part').to.be.below(2.1);
    expect(parts.filter((part) => part > 1).length, 'above the limit').to.be.at.most(most);
  };

  it('OpenAI: alerts and hard limits fit what the projects spend', async () => {
    const spent = new Map(
      box()
        .control.spend('openai', 'project', MONTH)
        .map(({ id, amount }) => [id, Number(amount)]),
    );
    const all = [...spent.values()].reduce((sum, amount) => sum + amount, 0);
    const cents = async (path: string): Promise<readonly number[]> => {
      const { status, body } = await openai(box(), path);
      if (status !== 200) return [];
      const rows = (body['data'] ?? [body]) as readonly Record<string, unknown>[];
      return rows.map((row) => Number(row['threshold_amount']));
    };
    const parts = (await cents('/organization/spend_alerts?limit=100')).map((each) => (all * 100) / each);
    plausible(parts, 4);
    expect((all * 100) / Number((await cents('/organization/spend_limit'))[0])).to.be.within(0.3, 0.5);
    const own: number[] = [];
    for (const id of idsOf(items('openai', 'projects' as never)))
      for (const list of ['spend_alerts?limit=100', 'spend_limit'])
        for (const each of await cents(`/organization/projects/${id}/${list}`))
          own.push(((spent.get(id) ?? 0) * 100) / each);
    plausible(own, own.length / 10);
  });

  it('Keywords AI: budgets of customers and limits of keys are not used up', async () => {
    const budgets: number[] = [];
    for (const customer of items('keywordsai', 'users.prod' as never)) {
      const name = encodeURIComponent(String(customer['customer_identifier']));
      const { body } = await keywordsai(box(), `/api/users/${name}/?environment=prod`);
      if (body['period_budget'] !== null)
        budgets.push(Number(body['total_period_usage']) / Number(body['period_budget']));
    }
    plausible(budgets, 0);
    const keys = items('keywordsai', 'temporaryKeys' as never);
    plausible(
      keys.flatMap((key) =>
        Number(key['max_usage']) > 0 ? [Number(key['key_usage']) / Number(key['max_usage'])] : [],
      ),
      0,
    );
  });

  it('Keygen: a licence runs no more machines than it may, except for one', () => {
    const parts = items('keygen', 'licenses' as never).flatMap((license) => {
      const { maxMachines } = license['attributes'] as { readonly maxMachines: number | null };
      const { machines } = license['relationships'] as {
        readonly machines: { readonly meta: { readonly count: number } };
      };
      return maxMachines === null ? [] : [machines.meta.count / maxMachines];
    });
    plausible(parts, 1);
  });
});
