import { expect } from 'chai';
import { widthOf } from '../../../src/cli/output/width.js';
import { frame, reachOf } from '../../../src/cli/screen/frame.js';
import { EMPTY_PICTURE } from '../../../src/cli/screen/picture.js';
import { PANES, type Ui } from '../../../src/cli/screen/ui.js';
import { feed, OVERVIEW, PICTURE, PLAIN, shownWith, spendRow, spendTable } from './support.js';

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
      { pane: 'keys', selected: { overview: 0, keys: 1, people: 0, findings: 0, sources: 0 } },
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
    });
  });
});

const SNAPSHOTS: Readonly<Record<number, string>> = {
  60: `
 headwater   SANDBOX   ▲ partial   as of 11:59:30Z   ? help
 ● openai ok now │ ▲ keygen partial 1 of 1 lists
 ✕ cobo auth failed 1 of 1 lists · retry 4:10
 [overview]  keys  people  findings 2  sources
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
 [overview]  keys  people  findings 2  sources
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
 [overview]  keys  people  findings 2  sources
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

const KEYS = `
 headwater   SANDBOX   ▲ partial   as of 11:59:30Z   window 60m   2/3 sources        ? help  q quit
 ● openai ok now │ ▲ keygen partial 1 of 1 lists │ ✕ cobo auth failed 1 of 1 lists · retry 4:10
 overview  [keys]  people  findings 2  sources
  KEY        SOURCE  STATUS  OWNER         COST 60m  REQUESTS  LAST USED  EXPIRES  FLAG
› prod-chat  openai  active  Ana              $6.20         –        now        –
  pact-7     cobo    active  Bo (removed)         –         –  no record    in 6d  owner gone, expi…



 1 of 2   by cost, most first   tab pane  / filter  enter open  e export
`;
