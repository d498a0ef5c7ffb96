import { expect } from 'chai';
import { widthOf } from '../../../src/cli/output/width.js';
import { frame, reachOf } from '../../../src/cli/screen/frame.js';
import { EMPTY_PICTURE } from '../../../src/cli/screen/picture.js';
import { firstUi, PANES, type Ui } from '../../../src/cli/screen/ui.js';
import type { Ink } from '../../../src/cli/screen/ink.js';
import type { LimitRow, Series } from '../../../src/monitor/index.js';
import { feed, NOW, OVERVIEW, PICTURE, PLAIN, shownWith, spendRow, spendTable } from './support.js';

const textOf = (lines: readonly string[]): string => lines.map((line) => line.trimEnd()).join('\n');
const screen = (columns: number, rows: number, ...shown: Parameters<typeof shownWith>): string =>
  textOf(frame(shownWith(...shown), { columns, rows }));

describe('a frame of the screen', () => {
  for (const [columns, rows] of [
    [60, 18],
    [80, 24],
    [160, 20],
  ] as const)
    it(`of ${String(columns)} columns`, () => {
      expect(`\n${screen(columns, rows)}\n`).to.equal(SNAPSHOTS[columns]);
    });

  for (const rows of [14, 16, 18])
    it(`of 60 columns and ${String(rows)} lines has rows of the list, whatever else makes room`, () => {
      const lines = screen(60, rows).split('\n');
      const head = lines.findIndex((text) => /^ +KEY /.test(text));
      expect(lines).to.have.length(rows);
      expect(head, 'the head of the list').to.be.above(0);
      expect(lines.slice(head + 1, head + 4).filter((text) => /\S/.test(text))).to.have.length(3);
    });

  it('keys, with what is known of their use, their owners and what is wrong', () => {
    expect(`\n${screen(100, 10, { pane: 'keys' })}\n`).to.equal(KEYS);
  });

  const wild = [
    '日本語のキー日本語のキー日本語のキー日本語のキー',
    '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦',
    'e\u0301'.repeat(60),
    '\u001b[31mred\u001b[2J\u0007\r\n\u202eback',
    '🇩🇪'.repeat(30),
    'x'.repeat(400),
  ];
  const wildPicture = {
    ...PICTURE,
    sources: wild.map((name) => feed(name, name, 'down')),
    spend: { query: { by: 'key' } as const, value: spendTable(wild.map((name) => spendRow(name, '1'))) },
    findings: PICTURE.findings.map((row, at) => ({ ...row, subjectName: wild[at] })),
    changes: wild.map((text) => ({ position: 'p', at: 'x', kind: 'created' as const, source: text, text })),
  };
  const looks = [PLAIN, { ...PLAIN, isAscii: true }, { ...PLAIN, hasEmoji: false }];
  for (const columns of [20, 60, 80, 120, 160])
    it(`fits ${String(columns)} columns whatever the names are, and drives no terminal`, () => {
      for (const ink of looks)
        for (const pane of PANES)
          for (const mode of ['browse', 'help', 'detail', 'filter', 'group'] as const) {
            const lines = frame(
              shownWith({ pane, mode }, { ink, picture: wildPicture, url: 'http://127.0.0.1:4318' }),
              { columns, rows: 24 },
            );
            expect(lines).to.have.length(24);
            for (const text of lines) {
              expect(widthOf(text), `${pane} ${mode}: ${text}`).to.be.at.most(columns);
              expect(text).not.to.match(/[\p{Cc}\u202e]/u);
              if (ink.isAscii) expect(text).to.match(/^[ -~]*$/);
              if (!ink.hasEmoji) expect(text).not.to.match(/\p{RI}|👩/u);
            }
          }
    });

  for (const rows of [1, 3, 8, 12, 24, 60])
    it(`fits ${String(rows)} rows`, () => {
      for (const columns of [40, 80, 160])
        for (const pane of PANES) expect(frame(shownWith({ pane }), { columns, rows })).to.have.length(rows);
    });

  it('without cost shows no amount of money, wherever it would be', () => {
    const text = PANES.flatMap((pane) =>
      (['browse', 'detail'] as const).map((mode) =>
        screen(
          160,
          40,
          { pane, mode },
          {
            ink: { ...PLAIN, hasCost: false },
            picture: {
              ...PICTURE,
              findings: PICTURE.findings.map((row) => ({
                ...row,
                evidence: [{ text: '$6.20 and 26.1 USD are spent.', refs: [] }],
              })),
            },
          },
        ),
      ),
    ).join('\n');
    expect(text).not.to.match(/\$\s?\d|\d USD|COST|SHARE/);
    expect(text).to.include('*** and *** are spent.');
  });

  const chips: readonly (readonly [feeds: Parameters<typeof feed>[], says: string])[] = [
    [
      [
        ['openai', 'a', 'reading'],
        ['openai', 'b', 'ok'],
      ],
      '○ openai reading 1/2',
    ],
    [[['openai', 'a', 'ok']], '● openai ok now'],
    [[['openai', 'a', 'slow', { lastSuccessAt: '2026-01-15T11:57:00.000Z' }]], '▲ openai slow 3m'],
    [
      [
        ['openai', 'a', 'ok'],
        ['openai', 'b', 'partial'],
      ],
      '▲ openai partial 1 of 2 lists',
    ],
    [
      [['openai', 'a', 'stale', { lastSuccessAt: '2026-01-15T11:38:00.000Z' }]],
      '▲ openai stale as of 11:38 (22m old)',
    ],
    [
      [['openai', 'a', 'rate_limited', { nextPollAt: '2026-01-15T12:00:42.000Z' }]],
      '◆ openai rate limited 1 of 1 lists · retry 0:42',
    ],
    [
      [['openai', 'a', 'auth', { nextPollAt: '2026-01-15T12:09:59.500Z' }]],
      '✕ openai auth failed 1 of 1 lists · retry 10:00',
    ],
    [[['openai', 'a', 'forbidden']], '✕ openai no permission 1 of 1 lists · trying again'],
    [
      [['openai', 'a', 'down', { nextPollAt: '2026-01-15T11:59:00.000Z' }]],
      '✕ openai down 1 of 1 lists · trying again',
    ],
  ];
  for (const [feeds, says] of chips)
    it(says, () => {
      expect(
        screen(80, 24, {}, { picture: { ...PICTURE, sources: feeds.map((each) => feed(...each)) } }),
      ).to.include(`\n ${says}\n`);
    });

  const overall: readonly (readonly [ok: number, state: 'reading' | 'ready', says: string])[] = [
    [3, 'ready', '● live'],
    [2, 'ready', '▲ partial'],
    [0, 'ready', '▲ stale'],
    [3, 'reading', '○ reading'],
  ];
  for (const [ok, state, says] of overall)
    it(`${String(ok)} of 3 sources, ${state}: ${says}`, () => {
      const overview = { ...OVERVIEW, state, sources: { ok, total: 3 } };
      expect(screen(80, 24, {}, { picture: { ...PICTURE, overview } }).split('\n')[0]).to.include(says);
    });

  const states: readonly (readonly [name: string, ui: Partial<Ui>, says: string | RegExp])[] = [
    [
      'an empty list is no list that a filter has emptied',
      { pane: 'findings', filter: 'nobody' },
      'No findings with "nobody". Esc clears the filter.',
    ],
    ['what is typed is seen', { mode: 'filter', filter: 'pro' }, ' / pro_ '],
    ['the dimensions that can be chosen', { mode: 'group' }, 'by: p provider  m model'],
    ['the pause, and what waits', { isPaused: true }, 'PAUSED +37 updates'],
    [
      'what is selected',
      { pane: 'keys', selected: { ...firstUi().selected, keys: 1 } },
      /› pact-7[^]*2 of 2/,
    ],
    [
      'the evidence of a key',
      { pane: 'keys', mode: 'detail' },
      /last used +2026-01-15 11:59 UTC, known from provider/,
    ],
    ['the sandbox, always', { mode: 'help' }, 'SANDBOX'],
  ];
  for (const [name, ui, says] of states)
    it(`shows ${name}`, () => {
      const text = screen(80, 24, ui, { waiting: 37 });
      if (typeof says === 'string') expect(text).to.include(says);
      else expect(text).to.match(says);
    });

  it('before anything is read it says so, and shows no zero', () => {
    const text = screen(80, 24, {}, { picture: EMPTY_PICTURE });
    expect(text).to.include('○ reading').and.to.include('today …').and.to.include('Reading spend …');
    expect(text).not.to.match(/\b0\b/);
  });

  it('knows how far the selection can move', () => {
    expect(reachOf(shownWith({ pane: 'sources' }), { columns: 80, rows: 24 })).to.deep.equal({
      rows: 4,
      page: 12,
      steps: { from: Date.parse('2026-01-15T11:00:00Z'), stepMs: 60_000, count: 5 },
      group: undefined,
    });
  });

  it('limits: what is nearest to its end first; no use that is reported is no use of zero', () => {
    expect(`\n${screen(110, 10, { pane: 'limits' })}\n`).to.equal(LIMITS);
  });

  it('alerts at several amounts of one thing are one line: the next one, and how many are reached', () => {
    const alert = (amount: string, ratio: number): LimitRow => ({
      ...PICTURE.limits[0]!,
      ...{ uid: amount, enforcement: 'alert', ratio, limit: { amount, currency: 'USD' }, name: 'cost alert' },
      used: { amount: '60', currency: 'USD' },
    });
    const alerts = [alert('50', 1.2), alert('10', 6), alert('100', 0.6), alert('200', 0.3)];
    const linesOf = (limits: readonly LimitRow[]): readonly string[] =>
      screen(120, 12, { pane: 'limits' }, { picture: { ...PICTURE, limits } })
        .split('\n')
        .filter((line) => line.includes('cost alert'));
    expect(linesOf(alerts).map((line) => line.slice(2).replaceAll(/ {2,}/g, '|'))).to.deep.equal([
      'team-c|openai|cost alert: 2 of 4 reached|$60.00|$100.00|–|60%|–|–|alert only',
    ]);
    expect(linesOf(alerts.slice(0, 2))[0]).to.match(/2 of 2 reached .* 120% +reached/);
    expect(linesOf([...alerts, { ...alerts[0]!, measure: 'requests' }])).to.have.length(2);
    expect(linesOf(alerts.slice(2).map((row) => ({ ...row, enforcement: 'hard' as const })))).to.have.length(
      2,
    );
  });

  const KEYGEN = PICTURE.sources.findIndex(({ source }) => source === 'keygen');

  it('limits on requests show until when their use holds, and later as of when it was so', () => {
    const row: LimitRow = {
      ...PICTURE.limits[0]!,
      ...{ uid: 'keygen/requestLimits/30000', source: 'keygen', provider: 'keygen', model: undefined },
      ...{ subject: { source: 'keygen', kind: 'source', id: 'keygen' }, subjectName: undefined },
      ...{ name: 'requests limit, in 30 s', measure: 'requests', period: 'window', windowMs: 30_000 },
      ...{ limit: 600, used: 9, remaining: 591, ratio: 0.015, reachedAt: undefined, enforcing: undefined },
      ...{ quality: 'reported', enforcement: 'hard', asOf: '2026-01-15T11:59:58.000Z' },
    };
    const lineOf = (columns: number, resetsAt: string): string =>
      screen(columns, 12, { pane: 'limits' }, { picture: { ...PICTURE, limits: [{ ...row, resetsAt }] } })
        .split('\n')
        .find((line) => line.includes('600'))!
        .slice(2)
        .replaceAll(/ {2,}/g, '|');
    expect(lineOf(160, '2026-01-15T12:00:12.000Z')).to.equal(
      'keygen|keygen|requests limit, in 30 s|9|600|591|2%|–|in 12s|hard limit',
    );
    expect(lineOf(160, '2026-01-15T11:59:59.000Z')).to.include('|as of 11:59:58|');
    for (const columns of [60, 80])
      expect(lineOf(columns, '2026-01-15T12:00:12.000Z')).to.match(/\b9\|600\b/);
    const said = screen(
      80,
      30,
      { pane: 'limits', mode: 'detail' },
      { picture: { ...PICTURE, limits: [{ ...row, resetsAt: '2026-01-15T12:00:12.000Z' }] } },
    );
    expect(said).to.match(/measure +requests, in 30s/);
    const list = screen(
      100,
      30,
      { pane: 'sources', mode: 'detail', selected: { ...firstUi().selected, sources: KEYGEN } },
      { picture: { ...PICTURE, limits: [{ ...row, resetsAt: '2026-01-15T12:00:12.000Z' }] } },
    );
    expect(list).to.match(/request limit +9 of 600 used in 30s, 591 left, in 12s/);
  });

  it('limits without cost show neither what is spent nor what may be', () => {
    const ink = { ...PLAIN, hasCost: false };
    const text = screen(110, 12, { pane: 'limits' }, { ink });
    expect(text)
      .to.match(/team-a .*\*\*\* +\*\*\*/)
      .and.not.match(/\$\d/);
  });

  const START = Date.parse('2026-01-15T11:00:00Z');
  const steps: readonly (readonly [at: number, ui: Partial<Ui>, says: RegExp])[] = [
    [0, {}, /\n {16}\^ 11:00 {2}0 tokens\n/],
    [3, {}, /\n {19}\^ 11:03 {2}8,000 tokens\n/],
    [2, {}, /\n {18}\^ 11:02 {2}no data\n/],
    [4, {}, /\n {20}\^ 11:04 {2}2,000 tokens so far\n/],
    [4, { measure: 'cost' }, /\^ 11:04 {2}\$?2,000\.00/],
  ];
  for (const [at, ui, says] of steps)
    it(`step ${String(at)} of the chart: ${String(says)}`, () => {
      expect(screen(80, 24, { step: START + at * 60_000, ...ui })).to.match(says);
    });

  for (const step of [START - 60_000, START + 5 * 60_000])
    it(`a step that is no longer in the window is not shown: ${new Date(step).toISOString()}`, () => {
      expect(screen(80, 24, { step })).to.equal(screen(80, 24));
    });

  it('at the right edge a step is described at the left of its mark, and a floor and its day are marked', () => {
    const series: Series = {
      ...PICTURE.series!.value,
      from: '2026-01-08T12:00:00.000Z',
      stepMs: 3_600_000,
      lines: [{ id: 'a', name: 'openai', values: Array.from({ length: 168 }, (_, at) => at) }],
      coverage: { included: [], missing: ['cobo'] },
    };
    const step = Date.parse(series.from) + 167 * 3_600_000;
    const lines = screen(
      80,
      24,
      { step },
      { picture: { ...PICTURE, series: { query: { by: 'provider' }, value: series } } },
    ).split('\n');
    const at = lines.findIndex((line) => line.startsWith(' ≥tokens a 1 h'));
    expect(lines[at + 1]).to.match(/^ +01-15 11:00 {2}≥167 tokens so far \^$/);
    expect(lines[at + 1]?.length).to.equal((lines[at] ?? '').indexOf(' peak'));
  });

  it('a step of money that lacks a source is cut, and so is the peak', () => {
    const chart: Series = {
      ...PICTURE.series!.value,
      from: '2026-01-14T12:00:00.000Z',
      stepMs: 3_600_000,
      open: false,
      lines: [{ id: 'a', name: 'openai', currency: 'USD', values: Array.from({ length: 24 }, () => 1.009) }],
      coverage: { included: [], missing: ['cobo'] },
    };
    const lines = screen(
      80,
      24,
      { step: Date.parse(chart.from), measure: 'cost' },
      { picture: { ...PICTURE, series: { query: { by: 'provider' }, value: chart } } },
    );
    expect(lines)
      .to.match(/\^ 12:00 {2}≥\$1\.00\n/)
      .and.match(/peak \$1\.00 /);
  });

  describe('steps that the data does not cover to their end', () => {
    const chartOf = (more: Partial<Series>, columns = 80): string => {
      const value = { ...PICTURE.series!.value, ...more };
      const picture = { ...PICTURE, series: { query: { by: 'provider' as const }, value } };
      const ink: Ink = { ...PLAIN, paint: (style, text) => `<${style}:${text}>` };
      const lines = screen(columns, 24, {}, { ink, picture }).split('\n');
      return lines.find((line) => line.includes('tokens a 1 min')) ?? '';
    };
    const values = (count: number) => [
      { id: 'a', name: 'openai', values: Array.from({ length: count }, () => 8) },
    ];

    for (const [whole, bars, said] of [
      [5, '<cyan:▁▃ █><dim:▃>', ''],
      [4, '<cyan:▁▃ █><dim:▃>', ''],
      [3, '<cyan:▁▃ ><dim:█▃>', ', last 2 so far'],
      [0, '<cyan:><dim:▁▃ █▃>', ', last 5 so far'],
      [undefined, '<cyan:▁▃ █><dim:▃>', ''],
    ] as const)
      it(`are dim, and counted where there are several: ${String(whole)} of 5 are whole`, () => {
        const line = chartOf({ whole });
        expect(line).to.include(bars);
        expect(line).to.include(`<dim:peak 8K 11:03${said}>`);
      });

    it('of many steps in one column, one that is not whole makes the column dim', () => {
      const [, solid, dim] = /<cyan:(█+)><dim:(█+)>/.exec(chartOf({ lines: values(400), whole: 199 })) ?? [];
      expect([solid?.length, dim?.length]).to.deep.equal([15, 17]);
    });

    it('a window that has ended has none', () => {
      expect(chartOf({ open: false })).to.include('<cyan:▁▃ █▃><dim:>');
    });

    it('such a step is described as what there is so far', () => {
      const value = { ...PICTURE.series!.value, whole: 3 };
      const picture = { ...PICTURE, series: { query: { by: 'provider' as const }, value } };
      expect(screen(80, 24, { step: START + 3 * 60_000 }, { picture })).to.include('8,000 tokens so far');
    });
  });

  describe('many findings of one rule', () => {
    const many = Array.from({ length: 58 }, (_, at) => ({
      ...PICTURE.findings[1]!,
      id: `limit${String(at)}`,
      ...{ rule: 'budget.used', severity: 'critical' as const, subjectName: `licence ${String(at)}` },
      since: new Date(NOW.getTime() - (at + 1) * 3_600_000).toISOString(),
      evidence: [{ text: '2408.491561825 USD of 25 USD spent (9633 %).', refs: [] }],
    }));
    const picture = { ...PICTURE, findings: [...PICTURE.findings, ...[...many].reverse()] };
    const rows = (ui: Partial<Ui> = {}): readonly string[] =>
      screen(120, 100, { pane: 'findings', ...ui }, { picture })
        .split('\n')
        .slice(4, -1)
        .filter((line) => line !== '');

    it('are a few, the newest first, and how many more; graver ones come first', () => {
      expect(rows().map((line) => line.slice(2, 60).trimEnd())).to.deep.equal([
        'critical  budget.used     licence 0  openai     1h  $2,408',
        'critical  budget.used     licence 1  openai     2h  $2,408',
        'critical  budget.used     56 more                   enter',
        'high      key.owner_gone  key_9f2    openai    now  Its ow',
        'medium    key.never_used  key_aa1    openai    now  Create',
      ]);
    });

    it('are all there when their group is opened, and with a filter', () => {
      const group = reachOf(
        shownWith({ pane: 'findings', selected: { ...firstUi().selected, findings: 2 } }, { picture }),
        { columns: 120, rows: 40 },
      ).group!;
      const opened = rows({ opened: [group] });
      expect(opened).to.have.length(58 + 1 + 2);
      expect(opened[58]).to.match(/all 58 .*enter shows only the newest/);
      expect(rows({ filter: 'licence' })).to.have.length(58);
    });

    it('are one line of the overview', () => {
      const text = screen(80, 30, {}, { picture });
      expect(text).to.include(
        ' FINDINGS 60   f shows all\n critical licence 0 and 57 more of budget.used: $2,408.49 of $25.00 spent',
      );
      expect(text).to.include('\n high     key_9f2: Its owner left').and.to.include('\n medium   key_aa1');
    });
  });
});

const SNAPSHOTS: Readonly<Record<number, string>> = {
  60: `
 headwater   SANDBOX   ▲ partial   as of 11:59:30Z   ? help
 ● openai ok now │ ▲ keygen partial 1 of 1 lists
 ✕ cobo auth failed 1 of 1 lists · retry 4:10
 [overview]  keys  people  limits  findings 2  sources
 today ≥$182.40   month ≥$3,411.07   burn ≥$9.10/h
 month end needs 3 complete days
 48.1K tok/min   – req/min   keys 41 active of 60
 findings 1 high, 1 medium
 ≥ at least: 2 of 3 sources, without all of cobo
 tokens a 1 min ▁▃ █▃ peak 8K 11:03

  KEY         SOURCE  COST 60m  SHARE  TOKENS  TREND
› prod-chat   openai     $6.20    50%    1.9M  ▁▂ █
  batch-eval  openai     $1.90    23%    1.9M  ▁▂ █
  agent       cobo           –      –       –


 1 of 3   tab pane  / filter  enter open  e export
`,
  80: `
 headwater   SANDBOX   ▲ partial   as of 11:59:30Z   window 60m   2/3 sources
 ● openai ok now │ ▲ keygen partial 1 of 1 lists
 ✕ cobo auth failed 1 of 1 lists · retry 4:10
 [overview]  keys  people  limits  findings 2  sources
 today ≥$182.40   month ≥$3,411.07   burn ≥$9.10/h
 month end needs 3 complete days
 48.1K tok/min   – req/min   keys 41 active of 60   findings 1 high, 1 medium
 ≥ at least: 2 of 3 sources, without all of cobo
 tokens a 1 min ▁▃ █▃ peak 8K 11:03

  KEY         SOURCE  COST 60m  SHARE  BEFORE  TOKENS  REQUESTS  TREND
› prod-chat   openai     $6.20    50%       –    1.9M       312  ▁▂ █
  batch-eval  openai     $1.90    23%       –    1.9M         –  ▁▂ █
  agent       cobo           –      –       –       –         –

 FINDINGS 2   f shows all
 high     key_9f2: Its owner left on 2026-01-02.
 medium   key_aa1: Created 214 days ago, never used.

 CHANGES
 11:59:30  openai      created   New project key prod-chat.


 1 of 3   tab pane  / filter  enter open  e export
`,
  160: `
 headwater   SANDBOX   ▲ partial   as of 11:59:30Z   window 60m   2/3 sources                                                                    ? help  q quit
 ● openai ok now │ ▲ keygen partial 1 of 1 lists │ ✕ cobo auth failed 1 of 1 lists · retry 4:10
 [overview]  keys  people  limits  findings 2  sources
 today ≥$182.40   month ≥$3,411.07   burn ≥$9.10/h   month end needs 3 complete days
 48.1K tok/min   – req/min   keys 41 active of 60   findings 1 high, 1 medium
 ≥ at least: 2 of 3 sources, without all of cobo
 tokens a 1 min ▁▃ █▃ peak 8K 11:03

  KEY         SOURCE  COST 60m  SHARE  BEFORE  TOKENS  REQUESTS  TREND                             │ FINDINGS 2   f shows all
› prod-chat   openai     $6.20    50%       –    1.9M       312  ▁▂ █                              │ high     key_9f2: Its owner left on 2026-01-02.
  batch-eval  openai     $1.90    23%       –    1.9M         –  ▁▂ █                              │ medium   key_aa1: Created 214 days ago, never used.
  agent       cobo           –      –       –       –         –                                    │
                                                                                                   │ CHANGES
                                                                                                   │ 11:59:30  openai      created   New project key prod-chat.
                                                                                                   │
                                                                                                   │
                                                                                                   │
                                                                                                   │
                                                                                                   │
 1 of 3   tab pane  / filter  enter open  e export
`,
};

const LIMITS = `
 headwater   SANDBOX   ▲ partial   as of 11:59:30Z   window 60m   2/3 sources                  ? help  q quit
 ● openai ok now │ ▲ keygen partial 1 of 1 lists │ ✕ cobo auth failed 1 of 1 lists · retry 4:10
 overview  keys  people  [limits]  findings 2  sources
  OF        SOURCE  LIMIT                 USED    AT MOST     LEFT  PART     FULL   RESET  ENFORCED
› team-a    openai  spend           ≥$1,200.50  $1,000.00   ≤$0.00  120%  reached  in 16d  enforcing now
  team-b    openai  spend              $850.50  $1,000.00  $149.50   85%    in 6h  in 16d  soft limit
  customer  openai  requests a day      ~12.5K       100K   ~87.5K   13%        –     due  alert only
  team-c    openai  spend                    –  $1,000.00        –     –        –       –  hard limit

 1 of 4   tab pane  / filter  enter open  e export
`;

const KEYS = `
 headwater   SANDBOX   ▲ partial   as of 11:59:30Z   window 60m   2/3 sources        ? help  q quit
 ● openai ok now │ ▲ keygen partial 1 of 1 lists │ ✕ cobo auth failed 1 of 1 lists · retry 4:10
 overview  [keys]  people  limits  findings 2  sources
  KEY        SOURCE  STATUS  OWNER         COST 60m  REQUESTS  LAST USED  EXPIRES  FLAG
› prod-chat  openai  active  Ana              $6.20         –        now        –
  pact-7     cobo    active  Bo (removed)         –         –  no record    in 6d  owner gone, expi…



 1 of 2   by cost, most first   tab pane  / filter  enter open  e export
`;
