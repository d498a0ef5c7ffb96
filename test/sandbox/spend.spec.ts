import { expect } from 'chai';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { sumsOf } from '../../src/sandbox/spend-sums.js';

const DAY_MS = 86_400_000;

describe('control.spend', () => {
  let box: Sandbox;

  before(async () => {
    box = await startSandbox({ scale: 0.02 });
  });

  after(() => box.close());

  const range = (days: number): { from: Date; to: Date } => {
    const to = box.control.now();
    return { from: new Date(to.getTime() - days * DAY_MS), to };
  };

  const nanos = (amount: string): bigint => {
    const [whole = '0', fraction = ''] = amount.split('.');
    return BigInt(whole + fraction.padEnd(9, '0'));
  };

  for (const provider of ['openai', 'keywordsai'] as const)
    it(`${provider}: every grouping has the same sum`, () => {
      const sums = (['key', 'principal', 'project', 'model'] as const).map((by) =>
        box.control.spend(provider, by, range(3)).reduce((sum, { amount }) => sum + nanos(amount), 0n),
      );
      expect(new Set(sums).size).to.equal(1);
      expect((sums[0] ?? 0n) > 0n).to.equal(true);
    });

  it('two halves of a day add up to it', () => {
    const { to } = range(0);
    const noon = new Date(to.getTime() - DAY_MS / 2);
    const whole = box.control.spend('openai', 'project', range(1));
    const halves = [
      ...box.control.spend('openai', 'project', { from: range(1).from, to: noon }),
      ...box.control.spend('openai', 'project', { from: noon, to }),
    ];
    for (const { id, amount, requests } of whole) {
      const ours = halves.filter((half) => half.id === id);
      expect(ours.reduce((sum, half) => sum + nanos(half.amount), 0n)).to.equal(nanos(amount));
      expect(ours.reduce((sum, half) => sum + half.requests, 0)).to.equal(requests);
    }
  });

  it('keywordsai: what its logs say', () => {
    const logs = box.control.items('keywordsai', 'requestLogs');
    const [first] = logs;
    const model = String(first?.['model']);
    const ours = logs.filter((log) => log['model'] === model);
    const sum = box.control.spend('keywordsai', 'model', range(365)).find(({ id }) => id === model);
    expect(sum?.requests).to.equal(ours.length);
    expect(nanos(sum?.amount ?? '')).to.equal(
      ours.reduce((total, log) => total + BigInt(Math.round(Number(log['cost']) * 1e9)), 0n),
    );
  });

  it('the other two cost nothing', () => {
    expect(box.control.spend('keygen', 'key', range(365))).to.deep.equal([]);
    expect(box.control.spend('cobo', 'key', range(365))).to.deep.equal([]);
  });

  it('amounts are exact, however small or large', () => {
    const spend = (nanos: bigint) => ({
      key: 'a',
      principal: null,
      project: null,
      model: null,
      requests: 1,
      nanos,
    });
    const amountOf = (...all: bigint[]) => sumsOf(all.map(spend), 'key')[0]?.amount;
    expect(amountOf(1n)).to.equal('0.000000001');
    expect(amountOf(2_500_000_000n)).to.equal('2.5');
    expect(amountOf(3n * 10n ** 9n)).to.equal('3');
    expect(amountOf(10n ** 25n, 1n)).to.equal('10000000000000000.000000001');
    expect(sumsOf([{ ...spend(0n), requests: 0 }], 'key')).to.deep.equal([]);
  });
});
