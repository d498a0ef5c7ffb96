import { expect } from 'chai';
import { defineRule, type SubjectKind } from '../../src/monitor/rules/rule.js';
import { HOUR, MINUTE, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { credential, limit, principal, usage } from './support/records.js';
import { stage } from './support/watch.js';

const FOR = 10 * MINUTE;

const ruleOn = (on: SubjectKind) =>
  defineRule({
    id: 'any',
    title: 'Any',
    severity: 'low',
    docs: '',
    on,
    needs: [],
    forMs: FOR,
    check: () => ({ evidence: [{ text: 'It is one.', refs: [] }] }),
  });

/** One subject of each kind, which nothing changes any more. */
const sourceOfAll = () => {
  const keys = new FakeFeed('keys', { gives: ['credential'] });
  const people = new FakeFeed('people', { gives: ['principal'] });
  const limits = new FakeFeed('limits', { gives: ['limit'] });
  const use = new FakeFeed('use', { kind: 'buckets', gives: ['usage'] });
  keys.records = Array.from({ length: 200 }, (_, n) => credential(`k${String(n)}`));
  people.records = [principal('p')];
  limits.records = [limit('l', { measure: 'requests', limit: 5, used: 1 })];
  use.records = [usage(Date.parse('2026-11-28T11:00:00.000Z'), HOUR, { total_tokens: 5 })];
  return fakeSource([keys, people, limits, use]);
};

describe('a finding opens after its `forMs`, whether or not its subject changes meanwhile', () => {
  for (const [on, count] of [
    ['credential', 200],
    ['principal', 1],
    ['limit', 1],
    ['source', 4],
    ['pace', 1],
  ] as const) {
    it(`on a ${on}`, () => {
      const set = stage([sourceOfAll()], { rules: [ruleOn(on)] });
      const findings = set.see(set.monitor.findings$);
      set.clock.advance(FOR - SECOND);
      expect(findings.last).to.have.length(0);
      set.clock.advance(MINUTE + 2 * SECOND);
      expect(findings.last).to.have.length(count);
    });

    it(`on a ${on}, also while the clock is set back`, () => {
      const set = stage([sourceOfAll()], { rules: [ruleOn(on)] });
      const findings = set.see(set.monitor.findings$);
      set.clock.advance(MINUTE);
      set.clock.sleep(-3 * HOUR);
      set.clock.advance(FOR + 2 * MINUTE);
      expect(findings.last).to.have.length(count);
    });
  }
});
