import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { asyncScheduler, interval, map, merge, NEVER, of, take, timer, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { ChangeEvent, Monitor, Overview } from '../../../src/monitor/index.js';
import type { Io } from '../../../src/cli/io.js';
import type { Live } from '../../../src/cli/monitor/live.js';
import { ENTER, LEAVE } from '../../../src/cli/screen/painter.js';
import { showScreen, type Looks } from '../../../src/cli/screen/show-screen.js';
import { Capture } from '../support.js';
import { screenOf } from './pty.js';
import { NOW, OVERVIEW, PICTURE } from './support.js';

/** A terminal whose size changes. */
class Resizable extends Capture {
  override columns = 80;
  override rows = 24;

  resize(columns: number, rows: number): void {
    Object.assign(this, { columns, rows });
    this.emit('resize');
  }
}

/** What was written, and when. */
interface Written {
  readonly at: number;
  readonly text: string;
}

/** A screen in virtual time, for three seconds. */
interface Stage {
  readonly out: Resizable;
  readonly writes: readonly Written[];
  readonly at: (ms: number, act: () => void) => void;
  readonly press: (...keys: readonly string[]) => void;
}

interface Cast {
  readonly overview$?: Observable<Overview>;
  readonly changes$?: Observable<ChangeEvent>;
  readonly looks?: Looks;
  readonly env?: Io['env'];
  readonly refresh?: () => void;
}

interface Played {
  readonly writes: readonly Written[];
  /** The lines of the screen at the end. */
  readonly lines: readonly string[];
  readonly text: string;
}

const LASTS_MS = 3000;

const monitorOf = (overview$: Observable<Overview>, refresh: () => void): Monitor =>
  ({
    ...{ overview$, sources$: of(PICTURE.sources), limits$: of(PICTURE.limits) },
    ...{ findings$: of(PICTURE.findings), refresh },
    ...{ spend: () => of(PICTURE.spend!.value), series: () => of(PICTURE.series!.value) },
    ...{ credentials: () => of(PICTURE.keys!.value), principals: () => of(PICTURE.people!.value) },
  }) as unknown as Monitor;

const play = (cast: Cast = {}, act: (stage: Stage) => void = () => undefined): Played => {
  const { overview$ = of(OVERVIEW), changes$ = NEVER, looks = {}, env = { NO_COLOR: '1' } } = cast;
  const out = new Resizable(80);
  const writes: Written[] = [];
  new TestScheduler(() => undefined).run(({ flush }) => {
    const from = asyncScheduler.now();
    let before = 0;
    out.onText = (text) => {
      writes.push({ at: asyncScheduler.now() - from, text: text.slice(before) });
      before = text.length;
    };
    const stdin = Object.assign(new PassThrough(), { setRawMode: () => undefined });
    const io = { stdout: out, stderr: out, env, stdin: () => stdin };
    const live = {
      session: { now: () => NOW, sandbox: true },
      monitor: monitorOf(merge(overview$, NEVER), cast.refresh ?? (() => undefined)),
      changes$,
    };
    const subscription = showScreen(io as unknown as Io, looks)
      .show(live as unknown as Live)
      .subscribe();
    act({
      out,
      writes,
      at: (ms, each) => void timer(ms).subscribe(each),
      press: (...keys) => {
        for (const key of keys)
          stdin.emit('keypress', key, { name: key.replace('ctrl-', ''), ctrl: key.startsWith('ctrl-') });
      },
    });
    timer(LASTS_MS).subscribe(() => {
      subscription.unsubscribe();
    });
    flush();
  });
  const shown = out.text.replace(LEAVE, '');
  return { writes, lines: screenOf(shown), text: shown };
};

const MOVES = new RegExp(`\u001b\\[(\\d+);1H`, 'g');
/** What switches a colour on or off. */
const COLOUR = new RegExp(`\u001b\\[\\d+m`);

/** The lines, from 1, that a text moves to. */
const rowsIn = (text: string): readonly number[] => [...text.matchAll(MOVES)].map(([, row]) => Number(row));

const spend = (amount: string): Overview => ({
  ...OVERVIEW,
  spendToday: {
    ...OVERVIEW.spendToday,
    value: [{ amount, currency: 'USD', basis: 'provider_reported' }],
  },
});

describe('the screen, in virtual time', () => {
  it('is painted at most four times a second however fast data comes, and ends with the newest', () => {
    const overview$ = interval(5).pipe(
      take(400),
      map((n) => spend(String(n + 1))),
    );
    const { writes, lines } = play({ overview$ });
    const times = writes.map(({ at }) => at).slice(1, -1);
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(times.length).to.be.at.least(8);
    expect(Math.min(...gaps)).to.be.at.least(250);
    expect(lines.join('\n')).to.include('today ≥$400.00');
  });

  it('is painted only where it becomes another', () => {
    const overview$ = merge(of(OVERVIEW), timer(1000).pipe(map(() => spend('7'))));
    const { writes } = play({ overview$ });
    const painted = writes.filter(({ text }) => rowsIn(text).length > 0).map(({ text }) => rowsIn(text));
    expect(painted[0]).to.deep.equal(Array.from({ length: 24 }, (_, at) => at + 1));
    // The line of the figures, and no other.
    expect(painted.at(-1)).to.deep.equal([5]);
    expect(painted.length).to.be.at.most(3);
  });

  it('a key is answered though nothing comes, and a pause holds the data and counts it', () => {
    const overview$ = merge(of(OVERVIEW), timer(1500).pipe(map(() => spend('7'))));
    const { lines } = play({ overview$ }, ({ at, press }) => {
      at(1000, () => {
        press(' ');
      });
    });
    expect(lines.join('\n')).to.include('PAUSED +1 updates').and.include('today ≥$182.40');
  });

  it('r asks the monitor to read all lists now, once for each press, and says so', () => {
    let refreshed = 0;
    const { lines } = play({ refresh: () => (refreshed += 1) }, ({ at, press }) => {
      at(500, () => {
        press('r');
      });
    });
    expect(refreshed).to.equal(1);
    expect(lines.at(-1)).to.include('all lists are read now');
  });

  it('ctrl-l paints everything again', () => {
    const { writes } = play({}, ({ at, press }) => {
      at(1100, () => {
        press('ctrl-l');
      });
    });
    const again = writes.filter(({ at }) => at >= 1100);
    expect(again.flatMap(({ text }) => rowsIn(text))).to.have.length.at.least(24);
  });

  for (const [columns, rows] of [
    [60, 18],
    [160, 40],
  ] as const)
    it(`follows the terminal to ${String(columns)} columns, and wipes what was there`, () => {
      const { text, lines } = play({}, ({ at, out }) => {
        at(1000, () => {
          out.resize(columns, rows);
        });
      });
      expect(text.split('\u001b[2J')).to.have.length(3);
      expect(lines).to.have.length(rows);
      const wide = lines.some((line) => line.includes('│ FINDINGS'));
      expect(wide).to.equal(columns >= 120);
    });

  it('left and right look at steps of the chart', () => {
    const { lines } = play({}, ({ at, press }) => {
      at(1000, () => {
        press('left', 'left');
      });
    });
    expect(lines.join('\n')).to.match(/ {18}\^ 11:03 {2}8,000 tokens/);
  });

  const looks: readonly (readonly [name: string, cast: Cast, check: (played: Played) => void])[] = [
    [
      '--ascii: nothing but ASCII',
      { looks: { ascii: true } },
      ({ lines }) => {
        expect(lines.join('\n'))
          .to.match(/^[ -~\n]*$/)
          .and.include('today >=$182.40');
      },
    ],
    [
      '--no-cost: no money, and no column of it',
      { looks: { cost: false } },
      ({ lines }) => {
        expect(lines.join('\n')).not.to.match(/\$\d|COST|SHARE|today/);
      },
    ],
    [
      'NO_COLOR: no colour',
      { env: { NO_COLOR: '1', FORCE_COLOR: '1' } },
      ({ text }) => {
        expect(text).not.to.match(COLOUR);
      },
    ],
    [
      'a terminal: colours',
      { env: {} },
      ({ text }) => {
        expect(text).to.include('\u001b[32m● openai ok now\u001b[39m');
      },
    ],
    [
      'TERM=dumb: no colour',
      { env: { TERM: 'dumb' } },
      ({ text }) => {
        expect(text).not.to.match(COLOUR);
      },
    ],
    [
      'FORCE_COLOR: colours all the same',
      { env: { TERM: 'dumb', FORCE_COLOR: '1' } },
      ({ text }) => {
        expect(text).to.include('\u001b[32m');
      },
    ],
  ];
  for (const [name, cast, check] of looks)
    it(name, () => {
      check(play(cast));
    });

  it('--no-emoji: another sign in place of each', () => {
    const change: ChangeEvent = {
      position: 'p',
      at: '2026-01-15T11:00:00Z',
      kind: 'created',
      text: 'Key 🚀.',
    };
    const changes$ = merge(of(change), NEVER);
    expect(play({ changes$ }).lines.join('\n')).to.include('Key 🚀.');
    expect(play({ changes$, looks: { emoji: false } }).lines.join('\n')).to.include('Key □.');
  });

  it('takes the other screen, and gives it back', () => {
    const { writes } = play();
    expect(writes[0]?.text).to.equal(ENTER);
    expect(writes.at(-1)?.text).to.equal(LEAVE);
  });
});
