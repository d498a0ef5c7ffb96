import { expect } from 'chai';
import { of } from 'rxjs';
import {
  afterSpend,
  keyChange,
  keyChanges,
  spendJumps,
  type DownList,
  type ReadList,
  type Rises,
} from '../../../src/cli/watch/changes.js';
import type { KeyDifference } from '../../../src/cli/watch/key-book.js';
import { moneyText } from '../../../src/cli/output/figures.js';
import { retryDelay } from '../../../src/cli/watch/live.js';
import { tallyOf, wholeSpend } from '../../../src/cli/watch/tally.js';
import { costOfCustomer } from '../../../src/providers/keywordsai/records/index.js';
import { UsageError } from '../../../src/cli/exit.js';
import { HttpError, NetworkError } from '../../../src/http/errors.js';
import { lastUsedOf, metaOf, money, type Credential } from '../../../src/records/index.js';

const AT = new Date('2026-01-15T12:00:00Z');
const READING = { source: 'cobo', observedAt: AT };

const key = (id: string, changes: Partial<Credential> = {}): Credential => ({
  ...metaOf('cobo', 'apiKeys', id, READING),
  ...{ type: 'credential', kind: 'wallet_key', id, privilege: 'unknown', status: 'active' },
  lastUsed: lastUsedOf(null),
  ...changes,
});
const used = { lastUsed: lastUsedOf(AT) };

describe('keyChange', () => {
  const changed = (before: Partial<Credential>, after: Partial<Credential>): KeyDifference => ({
    ...{ change: 'changed', source: 's', before: key('k', before), after: key('k', after) },
  });
  const cases: readonly { readonly event: KeyDifference; readonly word: string | undefined }[] = [
    { event: { change: 'added', source: 's', after: key('k') }, word: 'new key' },
    { event: { change: 'removed', source: 's', before: key('k') }, word: 'key vanished' },
    {
      event: { change: 'removed', source: 's', before: key('k', { status: 'expired' }) },
      word: 'key vanished',
    },
    { event: changed({}, { status: 'revoked' }), word: 'key revoked' },
    { event: changed({}, { status: 'expired' }), word: 'key expired' },
    { event: changed({}, { status: 'suspended' }), word: 'key suspended' },
    { event: changed({}, used), word: 'first use' },
    { event: changed({ status: 'suspended' }, {}), word: undefined },
    { event: changed({ lastUsed: { state: 'not_reported' } }, used), word: undefined },
  ];
  for (const { event, word } of cases) {
    it(`${event.change}: ${word ?? 'nothing'}`, () => expect(keyChange(event)?.change).to.equal(word));
  }
});

describe('keyChanges', () => {
  const read = (
    source: string,
    records: readonly Credential[],
    changes: Partial<ReadList> = {},
  ): ReadList => ({
    ...{ source, records, spend: [], complete: true, startedAt: AT, endedAt: AT },
    ...changes,
  });
  const changesOf = (...events: readonly (ReadList | DownList)[]): string[] => {
    const lines: string[] = [];
    of(...events)
      .pipe(keyChanges)
      .subscribe(({ source, change, key: { id, status } }) =>
        lines.push(`${source} ${change} ${id} ${status}`),
      );
    return lines;
  };

  it('starts from the first reading of each list, and keeps lists apart', () => {
    expect(
      changesOf(
        read('a', [key('1')]),
        read('b', [key('1')]),
        read('a', [key('1', used), key('2')]),
        read('b', []),
      ),
    ).to.deep.equal(['a first use 1 active', 'a new key 2 active', 'b key vanished 1 vanished']);
  });

  it('nothing vanishes from a reading that is not whole, and what it did not hold stays', () => {
    const partial = { complete: false };
    expect(
      changesOf(
        read('a', [key('1'), key('2')]),
        read('a', [key('2'), key('3')], partial),
        { source: 'a', down: true },
        read('a', [], partial),
        read('a', [key('2')]),
      ),
    ).to.deep.equal(['a new key 3 active', 'a key vanished 1 vanished', 'a key vanished 3 vanished']);
  });

  it('lists that overlap are told as one, with the source of the one that has the last word', () => {
    const lists = { decidedBy: 'b' };
    expect(
      changesOf(read('a', [key('1')], lists), read('b', [key('1')]), read('a', [], lists), read('b', [])),
    ).to.deep.equal(['b key vanished 1 vanished']);
  });
});

describe('afterSpend', () => {
  const run = (totals: readonly string[]): Rises =>
    totals.reduce<Rises>((rises, total) => afterSpend(rises, money(total, 'USD')), {
      last: undefined,
      rises: [],
      jump: undefined,
    });
  const steady = ['10', '11', '12', '13', '14', '15'];

  it('sees a rise of more than three times the usual one', () => {
    expect(run([...steady, '18.01']).jump).to.deep.equal({
      change: 'spend jump',
      rise: { amount: '3.01', currency: 'USD' },
      usual: { amount: '1', currency: 'USD' },
      total: { amount: '18.01', currency: 'USD' },
    });
  });

  const calm: readonly { readonly why: string; readonly totals: readonly string[] }[] = [
    { why: 'three times is not more', totals: [...steady, '18'] },
    { why: 'too little is known', totals: ['10', '11', '12', '13', '14', '99'] },
    { why: 'nothing moved', totals: [...steady, '15'] },
    { why: 'a correction is no rise', totals: [...steady, '2'] },
  ];
  for (const { why, totals } of calm)
    it(`is calm: ${why}`, () => expect(run(totals).jump).to.equal(undefined));

  it('starts anew with another currency', () => {
    expect(afterSpend(run(steady), money('99', 'EUR'))).to.deep.equal({
      last: { amount: '99', currency: 'EUR' },
      rises: [],
      jump: undefined,
    });
  });

  it('tells a jump once, with its list', () => {
    const seen: string[] = [];
    of(
      ...[...steady, '30', '31'].map((total) => ({
        source: 'o/c',
        records: [],
        spend: [money(total, 'USD')],
      })),
    )
      .pipe(spendJumps)
      .subscribe(({ source, rise }) => seen.push(`${source} ${rise.amount}`));
    expect(seen).to.deep.equal(['o/c 15']);
  });
});

describe('tallyOf', () => {
  it('counts never used among keys that tell it', () => {
    expect(tallyOf([key('1'), key('2', used), key('3', { lastUsed: { state: 'not_reported' } })])).to.include(
      {
        keys: 3,
        neverUsed: 1,
      },
    );
    expect(tallyOf([key('3', { lastUsed: { state: 'not_reported' } })]).neverUsed).to.equal(undefined);
  });

  it('counts costs that are not told, and compares no spend of which a part is missing', () => {
    const reading = { source: 'keywordsai', observedAt: new Date(0) };
    const cost = costOfCustomer({ customer_identifier: 'c', environment: 'prod', total_cost: 2 }, reading)!;
    const [whole, part] = [tallyOf([cost], 1), tallyOf([cost], 2)];
    expect([whole.untold, part.untold, tallyOf([cost]).untold]).to.deep.equal([0, 1, 0]);
    expect(whole.spend).to.deep.equal(part.spend);
    expect([wholeSpend(whole), wholeSpend(part)]).to.deep.equal([[{ amount: '2', currency: 'USD' }], []]);
  });
});

describe('moneyText', () => {
  for (const [amount, currency, text] of [
    ['0', 'USD', '$0.00'],
    ['1234567.895', 'USD', '$1,234,567.90'],
    ['-12.5', 'EUR', '-€12.50'],
    ['0.000052', 'JPY', '0.00 JPY'],
  ] as const) {
    it(text, () => expect(moneyText({ amount, currency })).to.equal(text));
  }
});

describe('retryDelay', () => {
  const delay = retryDelay(() => 0);
  const http = (status: number): HttpError =>
    new HttpError({ code: 'http-rejected', message: 'm', advice: 'a', status });
  const cases = [
    { error: new UsageError('x'), attempt: 1, ms: null },
    { error: http(401), attempt: 1, ms: 600_000 },
    { error: http(403), attempt: 9, ms: 600_000 },
    { error: http(500), attempt: 1, ms: 1000 },
    {
      error: new NetworkError({ code: 'network-connection', message: 'm', advice: 'a' }),
      attempt: 20,
      ms: 30_000,
    },
  ];
  for (const { error, attempt, ms } of cases) {
    it(`${error.name}, attempt ${String(attempt)}: ${String(ms)}`, () =>
      expect(delay(error, attempt)).to.equal(ms));
  }
});
