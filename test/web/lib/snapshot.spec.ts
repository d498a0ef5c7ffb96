import { expect } from 'chai';
import {
  MOST_CHARACTERS,
  snapshotOf,
  snapshotText,
  withoutAddresses,
} from '../../../web/src/app/lib/snapshot.js';

const AT = '2026-11-28T12:00:00.000Z';
const NOW = Date.parse(AT) + 60_000;
const coverage = { included: ['acme'], missing: [] };
const window = { state: 'ready', from: AT, to: AT } as const;
const spend = (row: object) => ({
  ...{ ...window, coverage, total: 1, sum: { quality: 'reported', coverage } },
  rows: [{ provider: 'acme', source: 'acme', cost: [], spark: [], ...row }],
});
const series = (line: object) => ({ ...window, stepMs: 60_000, open: false, coverage, lines: [line] });
const list = {
  source: 'acme',
  provider: 'acme',
  feed: 'keys',
  state: 'ok',
  records: 1,
  leftOut: 0,
  requests: 1,
};
const limit = {
  source: 'acme',
  ...{ uid: 'acme/limits/1', measure: 'cost', limit: { amount: '1', currency: 'USD' }, period: 'month' },
  ...{ enforcement: 'hard', name: 'cost limit', quality: 'reported' },
};
const ref = (kind: string, id: string) => ({ source: 'acme', kind, id, name: 'Ana Person' });

const views = (): Map<string, unknown> =>
  new Map<string, unknown>([
    [
      'spend principal {"window":"24h"}',
      spend({ id: 'acme/user/u1', ref: ref('user', 'u1'), name: 'Ana Person' }),
    ],
    ['series principal {}', series({ id: 'acme/user/u1', name: 'Ana Person', values: [1] })],
    ['spend key {}', spend({ id: 'acme/key/k1', ref: ref('key', 'k1'), name: 'batch of ana@example.com' })],
    ['sources 0', [{ ...list, state: 'auth', error: { class: 'auth', message: 'Ana Person is refused' } }]],
    [
      'limits 0',
      [
        {
          ...limit,
          subject: ref('user', 'u1'),
          subjectName: 'Ana Person',
          raw: { who: 'Ana Person' },
        },
        {
          ...limit,
          subject: { source: 'acme', kind: 'project', id: 'p' },
          subjectName: 'Project X',
        },
      ],
    ],
    [
      'findings 0',
      [
        {
          ...{ id: 'f', rule: 'key.idle', title: 'Key is idle', severity: 'low', since: AT },
          subjectName: 'key of Ana Person',
          evidence: [{ text: 'Ana Person left', refs: [] }],
          subject: { source: 'acme', kind: 'key', id: 'k' },
        },
      ],
    ],
    ['credentials {}', { rows: [{ name: 'secret key' }], coverage }],
  ]);

describe('the last figures that are kept', () => {
  it('name no person and hold no e-mail address, no key of the inventory and nothing that an error says', () => {
    const text = snapshotText(views(), AT, undefined) ?? '';
    expect(text).to.not.match(/Ana|@|refused|secret key/);
    const kept = snapshotOf(text, NOW, undefined);
    expect(kept?.at).to.equal(AT);
    expect(Object.keys(kept?.views ?? {})).to.have.members(
      [...views().keys()].filter((name) => !name.startsWith('cred')),
    );
    expect(kept?.views['spend principal {"window":"24h"}']).to.have.nested.property('rows[0].name', 'u1');
    expect(kept?.views['spend key {}']).to.have.nested.property('rows[0].name', 'batch of redacted');
    expect(kept?.views['limits 0']).to.have.nested.property('[1].subjectName', 'Project X');
  });

  it('are bounded, and nothing where there is nothing', () => {
    const rows = [{ id: 'k', name: 'x'.repeat(MOST_CHARACTERS) }];
    expect(snapshotText(new Map([['spend key {}', { rows, coverage }]]), AT, undefined)).to.equal(undefined);
    expect(snapshotText(new Map(), AT, undefined)).to.equal(undefined);
  });

  const text = (more: object = {}): string =>
    JSON.stringify({ at: AT, views: { 'sources 0': [{ source: 'a' }] }, ...more });
  const cases: readonly (readonly [
    what: string,
    text: string | null,
    now: number,
    label: string | undefined,
  ])[] = [
    ['nothing', null, NOW, undefined],
    ['garbage', '{', NOW, undefined],
    ['a list', '[]', NOW, undefined],
    ['without a time', text({ at: 7 }), NOW, undefined],
    ['without views', text({ views: null }), NOW, undefined],
    ['of another gateway', text(), NOW, 'sandbox'],
    ['of a sandbox, where there is none', text({ label: 'sandbox' }), NOW, undefined],
    ['older than a day', text(), NOW + 86_400_000, undefined],
    ['of the future', text(), NOW - 3_600_000, undefined],
  ];
  for (const [what, stored, now, label] of cases)
    it(`storage may hold what is none: ${what}`, () => {
      expect(snapshotOf(stored, now, label)).to.equal(undefined);
    });

  it('a view of another shape is left out, the others stay', () => {
    const found = snapshotOf(
      text({
        views: {
          'sources 0': [list],
          'sources 1': [{}],
          'sources 2': [{ ...list, state: 'tired' }],
          'spend principal {}': { ...spend({ id: 'k' }) },
          'limits 0': [null],
          'overview 0': {},
          'spend key {}': { rows: 7 },
          'series key {}': { lines: [{}] },
          x: {},
        },
      }),
      NOW,
      undefined,
    );
    expect(Object.keys(found?.views ?? {})).to.deep.equal(['sources 0']);
  });

  for (const [from, to] of [
    ['ana@example.com', 'redacted'],
    ['Ana <ana.b+c@example.co.uk>, and more', 'Ana <redacted>, and more'],
    ['no address @ all', 'no address @ all'],
  ] as const)
    it(`an address is taken out: ${from}`, () => {
      expect(withoutAddresses(from)).to.equal(to);
    });
});
