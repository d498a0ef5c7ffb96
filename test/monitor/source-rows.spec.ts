import { expect } from 'chai';
import { defineSource, snapshot, type FeedDraft } from '../../src/monitor/source/index.js';
import { MINUTE, SECOND } from './support/clock.js';
import { credential } from './support/records.js';
import { stage } from './support/watch.js';

const keys = (more: Partial<FeedDraft>): FeedDraft => ({
  ...snapshot(
    { pages: () => [{ items: ['k1'] }] },
    { id: 'keys', every: MINUTE, records: (id) => credential(id) },
  ),
  ...more,
});

describe('a row of a list', () => {
  const cases: readonly (readonly [string, Partial<FeedDraft>])[] = [
    ['which records rest on it', { gives: ['credential', 'limit'] }],
    ['what a credential must be allowed for it', { needs: 'api.usage.read' }],
  ];
  for (const [what, said] of cases)
    it(`has what its feed says: ${what}`, () => {
      const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [keys(said)] })]);
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      expect(seen.last[0]).to.deep.include(said);
    });

  it('has neither where its feed says nothing', () => {
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [keys({})] })]);
    const seen = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(seen.last[0]).to.not.have.any.keys('gives', 'needs');
  });
});
