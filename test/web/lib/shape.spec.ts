import { expect } from 'chai';
import { firstValueFrom, type Observable } from 'rxjs';
import {
  readingOverview,
  readingSeries,
  readingSpend,
  readingTable,
} from '../../../src/monitor/connect/reading.js';
import type { ChangeEvent, DriftRow, FindingRow, LimitRow, Overview } from '../../../src/monitor/index.js';
import type { Series, SourceRow, SpendTable } from '../../../src/monitor/index.js';
import { originsOf, stacked, timesOf } from '../../../web/src/app/lib/chart-data.js';
import { findingGroups } from '../../../web/src/app/lib/finding-groups.js';
import { readable } from '../../../web/src/app/lib/format.js';
import { limitBars } from '../../../web/src/app/lib/limit-bars.js';
import { allowanceOf, whenText } from '../../../web/src/app/lib/limit-texts.js';
import { marksOf } from '../../../web/src/app/lib/marks.js';
import { paceOfBudget } from '../../../web/src/app/lib/pace.js';
import { darkOf } from '../../../web/src/app/lib/panels.js';
import { fits, type Shape } from '../../../web/src/app/lib/shape.js';
import { snapshotText } from '../../../web/src/app/lib/snapshot.js';
import { ordered, SPEND_COLUMNS } from '../../../web/src/app/lib/spend-order.js';
import { pendingText, sourceLines } from '../../../web/src/app/lib/states.js';
import { summaryOf } from '../../../web/src/app/lib/summary.js';
import { everything } from '../../page/support/everything.js';

const AT = '2026-11-28T12:00:00.000Z';
const event: ChangeEvent = {
  ...{ position: 'p', at: AT, kind: 'created', text: 'New key.', fields: ['status'] },
  subject: { source: 'acme', kind: 'key', id: 'k' },
};

/** What the page makes of a value before a template has it. */
const USES: Readonly<Record<Shape, (value: unknown) => unknown>> = {
  overview: (value) => [summaryOf(value as Overview), snapshotText(new Map([['overview', value]]), AT, '')],
  sources: (value) => {
    const lines = sourceLines(value as SourceRow[]);
    return [
      pendingText(lines),
      darkOf(value as SourceRow[]),
      snapshotText(new Map([['sources', value]]), AT, ''),
    ];
  },
  limits: (value) => [
    limitBars(value as LimitRow[]),
    (value as LimitRow[]).map((row) => whenText(row, 0, 'utc')),
    allowanceOf(value as LimitRow[], 'acme', 0, 'utc'),
    paceOfBudget(value as LimitRow[], 'USD', 0),
    snapshotText(new Map([['limits', value]]), AT, ''),
  ],
  findings: (value) =>
    findingGroups(value as FindingRow[], () => true).map(({ shown }) =>
      shown.map(({ evidence }) => evidence.map(({ text }) => readable(text))),
    ),
  drift: (value) => marksOf([], value as DriftRow[]),
  changes: (value) => marksOf([value as ChangeEvent], []),
  spend: (value) => [
    SPEND_COLUMNS.map(({ id }) => ordered(value as SpendTable, id)),
    snapshotText(new Map([['spend principal', value]]), AT, ''),
  ],
  series: (value) => {
    const series = value as Series;
    originsOf(series.lines).map(({ lines }) => stacked(lines));
    return timesOf(series).map((seconds) => new Date(seconds * 1000).toISOString());
  },
  credentials: (value) =>
    (value as { rows: { findings: string[]; kind: string }[] }).rows.map(({ findings, kind }) => [
      kind.replace('_', ' '),
      findings.map((each) => each.replace('key.', '')),
    ]),
};

/** What a source may send in a short time. */
const requests = {
  ...{
    type: 'limit',
    uid: 'acme/requestLimits/30000',
    provider: 'acme',
    source: 'acme',
    resource: 'requestLimits',
  },
  ...{ subject: { source: 'acme', kind: 'source', id: 'acme' }, measure: 'requests', asOf: AT, revision: 0 },
  ...{ period: 'window', windowMs: 30_000, limit: 600, used: 9, remaining: 591, ratio: 0.015 },
  ...{ enforcement: 'hard', name: 'requests limit, in 30 s', quality: 'reported' },
};

/** The value as it comes over the wire. */
const wired = async (stream: Observable<unknown>): Promise<unknown> =>
  JSON.parse(JSON.stringify(await firstValueFrom(stream)));

const whole = async (): Promise<Readonly<Record<Shape, unknown>>> => {
  const fake = everything();
  return {
    overview: await wired(fake.overview$),
    sources: await wired(fake.sources$),
    limits: [...((await wired(fake.limits$)) as unknown[]), requests],
    findings: await wired(fake.findings$),
    drift: await wired(fake.drift$),
    spend: await wired(fake.spend({ by: 'key' })),
    series: await wired(fake.series({ by: 'key' })),
    credentials: await wired(fake.credentials()),
    changes: event,
  };
};

type Path = readonly (string | number)[];

const pathsOf = (value: unknown, at: Path = []): readonly Path[] => {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, each]) =>
          pathsOf(each, [...at, Array.isArray(value) ? Number(name) : name]),
        )
      : [];
  return [at, ...below];
};

const GONE = Symbol('gone');

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((of, name) => (of as Record<string | number, unknown>)[name], value);

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value with something else at a place of it. */
const changed = (value: unknown, [name, ...rest]: Path, to: unknown): unknown => {
  if (name === undefined) return to;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  if (rest.length === 0 && to === GONE) Reflect.deleteProperty(copy, name);
  else copy[name] = changed(copy[name], rest, to);
  return copy;
};

describe('what a gateway sends, against what the page reads', () => {
  const views = Object.keys(USES) as Shape[];
  for (const view of views) {
    it(`${view}: fits as it is, and with members that are not known`, async () => {
      const value = (await whole())[view];
      expect(fits(view, value)).to.equal(true);
      for (const path of pathsOf(value).filter((each) => isPlain(at(value, each)))) {
        const later = changed(value, [...path, 'unknown'], { of: 'a later version' });
        expect(fits(view, later), path.join('.')).to.equal(true);
      }
      USES[view](value);
    });

    it(`${view}: with anything else in any place it is either refused, or shown`, async () => {
      const value = (await whole())[view];
      const outcomes = new Set<boolean>();
      for (const path of pathsOf(value))
        for (const to of [null, 'text', 7, -1, {}, [], [null], true, GONE]) {
          if (path.length === 0 && to === GONE) continue;
          const odd = changed(value, path, to);
          const isShown = fits(view, odd);
          outcomes.add(isShown);
          if (isShown) expect(() => USES[view](odd), `${path.join('.')}: ${typeof to}`).to.not.throw();
        }
      expect(outcomes.has(false), 'something is refused').to.equal(true);
    });
  }

  const cases: readonly (readonly [what: string, view: Shape, path: Path, to: unknown])[] = [
    ['a row without a name', 'spend', ['rows', 0, 'name'], GONE],
    ['a figure that is a text', 'spend', ['rows', 0, 'requests'], '12'],
    ['an amount that is a number', 'spend', ['rows', 0, 'cost', 0, 'amount'], 3],
    ['an amount that is no number', 'spend', ['rows', 0, 'cost', 0, 'amount'], 'much'],
    ['an origin that is not known', 'spend', ['rows', 0, 'cost', 0, 'basis'], 'guessed'],
    ['a row that is null', 'spend', ['rows', 0], null],
    ['a hole', 'spend', ['rows'], Array(2)],
    ['a window that is no time', 'spend', ['to'], 'today'],
    ['a step of no length', 'series', ['stepMs'], 0],
    ['a value that is a text', 'series', ['lines', 0, 'values', 0], '1'],
    ['a list in place of a table', 'credentials', [], []],
    ['a status that is not known', 'credentials', ['rows', 0, 'status'], 'paused'],
    ['a use that is not known', 'credentials', ['rows', 0, 'lastUsed'], { state: 'often' }],
    ['a state that is not known', 'sources', [0, 'state'], 'tired'],
    ['a severity that is not known', 'findings', [0, 'severity'], 'mild'],
    ['evidence that is a text', 'findings', [0, 'evidence'], 'none'],
    ['a limit without what it is of', 'limits', [0, 'subject'], GONE],
    ['a limit that is a text', 'limits', [0, 'limit'], '100'],
    ['a limit as of no time', 'limits', [3, 'asOf'], 'lately'],
    ['a limit of no source', 'limits', [3, 'source'], GONE],
    ['a window whose length is a text', 'limits', [3, 'windowMs'], '30 s'],
    ['a table in place of a list', 'limits', [], { rows: [] }],
    ['a count of findings that is missing', 'overview', ['findings', 'high'], GONE],
    ['coverage that is missing', 'overview', ['spendToday', 'coverage'], GONE],
    ['an event without a text', 'changes', ['text'], GONE],
  ];
  for (const [what, view, path, to] of cases)
    it(`${view}: ${what} is not understood`, async () => {
      expect(fits(view, changed((await whole())[view], path, to))).to.equal(false);
    });

  it('what stands for values that are still being read fits', () => {
    expect(fits('overview', readingOverview)).to.equal(true);
    expect(fits('spend', readingSpend(AT))).to.equal(true);
    expect(fits('series', readingSeries(AT))).to.equal(true);
    expect(fits('credentials', readingTable)).to.equal(true);
  });

  it('a view that there is not fits nothing', () => {
    expect(fits('constructor', {})).to.equal(false);
    expect(fits('', [])).to.equal(false);
  });
});
