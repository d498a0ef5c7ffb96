import { expect } from 'chai';
import type { Observable } from 'rxjs';
import type { Monitor } from '../../src/monitor/monitor.js';
import { DAY, MINUTE, NOON } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { cost, credential, principal, ref } from './support/records.js';
import { stage } from './support/watch.js';

const organization = (name: string) => {
  const users = new FakeFeed('users', { gives: ['principal'] });
  users.records = [principal('ana', { source: name })];
  const keys = new FakeFeed('keys', { gives: ['credential'] });
  keys.records = [credential('k1', { source: name, owner: ref('user', 'ana', name) })];
  const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
  costs.records = [
    cost(NOON - (NOON % DAY), DAY, '1', { source: name, dims: { credential: ref('api_token', 'k1', name) } }),
  ];
  return fakeSource([users, keys, costs], name);
};

interface Asked {
  where: { source: string[] };
}

const views: Readonly<Record<string, (monitor: Monitor, query: Asked) => Observable<object>>> = {
  credentials: (monitor, query) => monitor.credentials(query),
  principals: (monitor, query) => monitor.principals(query),
  spend: (monitor, query) => monitor.spend(Object.assign(query, { by: 'source', window: 'today' } as const)),
  series: (monitor, query) =>
    monitor.series(Object.assign(query, { by: 'source', window: 'today' } as const)),
};

describe('a query', () => {
  for (const [name, view] of Object.entries(views))
    it(`of ${name} is what it was when the program asked, whatever becomes of its object`, () => {
      const set = stage([organization('acme'), organization('beta')]);
      const query = { where: { source: ['acme'] } };
      const early = set.see(view(set.monitor, query));
      query.where.source[0] = 'beta';
      query.where = { source: ['beta'] };
      set.clock.advance(MINUTE);
      const late = set.see(view(set.monitor, { where: { source: ['acme'] } }));
      expect(late.last).to.equal(early.last);
      expect(JSON.stringify(late.last)).to.include('"acme"').and.not.to.include('"beta"');
    });
});
