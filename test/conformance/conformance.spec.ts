import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { PROVIDERS } from '../../src/providers/names.js';
import { CATALOG } from '../../src/cli/catalog.js';
import { endpointsPage } from '../../src/cli/output/endpoints-page.js';
import { operationsOf } from './documents.js';
import { conformancePage } from './page.js';
import { lawDepartures, OPERATIONS, type Row } from './rows.js';
import { conformanceRun, type ConformanceRun } from './run.js';

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** Operations of the documents, by method and path, with the names of path parameters left out. */
const nameOf = (provider: string, method: string, path: string): string =>
  `${provider} ${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;

/** Lists that are never more than a page. */
const ONE_PAGE: readonly string[] = [
  // A user has one second factor at most.
  'keygen.users.secondFactors',
  // The server gives all of them in one reply, whatever is asked for.
  'keywordsai.experiments.traces',
];

describe('conformance', () => {
  let rows: readonly Row[] = [];
  let drift: ConformanceRun['drift'] = [];
  before(async function () {
    ({ rows, drift } = await conformanceRun());
  });

  for (const { id } of OPERATIONS) {
    it(`${id}: requests and replies are valid, the walk is whole, items make the round trip`, () => {
      const own = rows.filter((row) => row.id === id);
      expect(own).not.to.have.length(0);
      for (const { departures, yardstick, items, end, path } of own) {
        expect(departures, path).to.deep.equal({ request: [], reply: [], law: [] });
        expect(yardstick, path).not.to.equal('');
        expect(items, path).to.be.greaterThan(0);
        expect(end, path).to.equal('complete');
      }
    });
  }

  for (const provider of PROVIDERS) {
    it(`${provider}: each operation of the documents has an endpoint, and each endpoint an operation`, () => {
      const described = operationsOf(provider).map(({ method, path }) => nameOf(provider, method, path));
      const ours = OPERATIONS.filter((entry) => entry.provider === provider).flatMap(
        ({ method, path, forms }) => [
          nameOf(provider, method, path),
          ...Object.values(forms).map((form) => nameOf(provider, form.method ?? method, form.path ?? path)),
        ],
      );
      expect([...new Set(ours)].sort()).to.deep.equal([...new Set(described)].sort());
    });
  }

  it('all other paginated lists are walked over several pages', () => {
    const short = rows.filter(({ kind, pages }) => kind === 'paginated' && pages < 2).map(({ id }) => id);
    expect([...new Set(short)].sort()).to.deep.equal([...ONE_PAGE].sort());
  });

  it('nothing that came is unknown to the codecs', () => {
    const told = drift.map(({ endpoint, part, kind, path }) => `${endpoint}: ${kind} ${part} ${path}`);
    expect(told).to.deep.equal([]);
  });

  it('docs/conformance.md is what this run would write', () => {
    expect(page('conformance.md')).to.equal(conformancePage(rows));
  });

  it('docs/endpoints.md is what the endpoints say', () => {
    expect(page('endpoints.md')).to.equal(endpointsPage(CATALOG));
  });
});

describe('the law of round trip', () => {
  const cases: readonly (readonly [what: string, encoded: unknown, raw: unknown, departs: boolean])[] = [
    ['the same', { a: [1, null] }, { a: [1, null] }, false],
    ['a secret comes back masked', { key: '[secret]' }, { key: 'sk-1' }, false],
    [
      'an instant in another spelling',
      { at: '2026-01-01T00:00:00Z' },
      { at: '2026-01-01 00:00:00.000000+00:00' },
      false,
    ],
    [
      'a microsecond is lost',
      { at: '2026-01-01T00:00:00.123Z' },
      { at: '2026-01-01T00:00:00.123456Z' },
      false,
    ],
    ['another instant', { at: '2026-01-01T00:00:00Z' }, { at: '2026-01-01T00:00:01Z' }, true],
    ['another value', { a: 1 }, { a: 2 }, true],
    ['a field is lost', {}, { a: 1 }, true],
    ['a field is added', { a: 1 }, {}, true],
    ['null is not absent', { a: null }, {}, true],
    ['a shorter list', [1], [1, 2], true],
    ['a number is not its text', { a: 1 }, { a: '1' }, true],
  ];
  for (const [what, encoded, raw, departs] of cases) {
    it(`${departs ? 'departs' : 'holds'}: ${what}`, () => {
      expect(lawDepartures(encoded, raw).length > 0).to.equal(departs);
    });
  }
});
