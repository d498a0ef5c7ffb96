import { expect } from 'chai';
import { selfTimes } from '../../bench/lib/profile.mjs';
import { idealSpeedup, median, quantile, ratios, spread } from '../../bench/lib/stats.mjs';
import { barChart } from '../../bench/lib/svg.mjs';
import { asMarkdown, asText } from '../../bench/lib/table.mjs';
import { fullestWindow, shareUsed } from '../../bench/lib/windows.mjs';

describe('bench: numbers out of rounds', () => {
  const medians: readonly (readonly [values: readonly number[], expected: number])[] = [
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100, 2], 9.5],
  ];
  for (const [values, expected] of medians) {
    it(`median of ${values.join(', ')} is ${String(expected)}`, () => {
      expect(median(values)).to.equal(expected);
    });
  }

  it('a spread is the middle half', () => {
    expect(spread([5, 1, 4, 2, 3])).to.deep.equal({ median: 3, low: 2, high: 4, rounds: 5 });
  });

  it('a median of nothing is refused', () => {
    expect(() => quantile([], 0.5)).to.throw(RangeError);
  });

  it('ratios are taken round by round, so that a slow round cancels out', () => {
    expect(ratios([2, 20, 4], [1, 10, 2])).to.include({ median: 2, low: 2, high: 2 });
  });

  it('rounds that do not match are refused', () => {
    expect(() => ratios([1, 2], [1])).to.throw(RangeError);
  });

  it('ideal: the first page alone, then so many at a time', () => {
    expect(idealSpeedup(200, 8)).to.be.closeTo(200 / 26, 1e-9);
    expect(idealSpeedup(200, 1)).to.equal(1);
  });
});

describe('bench: windows as a server sees them', () => {
  it('a burst at the end of one window and at the start of the next counts as one', () => {
    expect(fullestWindow([0, 900, 910, 1000, 1010, 1899], 1000)).to.equal(5);
  });

  it('a request exactly one window later is in the next', () => {
    expect(fullestWindow([0, 1000, 2000], 1000)).to.equal(1);
  });

  it('no arrivals fill nothing', () => {
    expect(fullestWindow([], 1000)).to.equal(0);
  });

  const uses: readonly (readonly [arrivals: readonly number[], expected: number])[] = [
    [[0, 0, 1000, 1000, 2000, 2000], 1],
    [[0, 0, 1250, 1250, 2500, 2500], 0.8],
    [[0, 0, 500, 500, 1000, 1000], 2],
  ];
  for (const [arrivals, expected] of uses) {
    it(`2 a second at ${arrivals.join(', ')} use ${String(expected)}`, () => {
      expect(shareUsed(arrivals, { limit: 2, perMs: 1000 })).to.equal(expected);
    });
  }

  it('what does not fill one window says nothing about use', () => {
    expect(() => shareUsed([0, 1], { limit: 2, perMs: 1000 })).to.throw(RangeError);
  });
});

describe('bench: what is shown', () => {
  const table = { title: 'T', columns: ['name', 'us'], rows: [['a|b', '1.5']], notes: ['n'] };

  it('numbers end at the right, texts start at the left', () => {
    expect(asText({ ...table, rows: [...table.rows, ['c', '12.5']] }).split('\n')).to.include.members([
      'a|b    1.5',
      'c     12.5',
    ]);
  });

  it('a bar in a cell does not end it', () => {
    expect(asMarkdown(table)).to.include('| a\\|b | 1.5 |');
  });

  it('an expression in a cell is code, and no link', () => {
    const rows = [['/^[a-z](\\d|x)$/', 'a`b']];
    expect(asMarkdown({ ...table, rows })).to.include('| `/^[a-z](\\d\\|x)$/` | `` a`b `` |');
  });

  it('a chart scales to its longest bar, marks its own and escapes its texts', () => {
    const svg = barChart({
      title: 'a < b',
      description: 'd',
      groups: [
        {
          title: 'g',
          bars: [
            { label: 'x & y', value: 2, text: '2' },
            { label: 'z', value: 1, text: '1', own: true },
          ],
        },
      ],
    });
    expect(svg).to.include('a &lt; b').and.to.include('x &amp; y');
    expect(
      [...svg.matchAll(/<rect class="(bar|own)".* width="([\d.]+)"/g)].map(([, ...rest]) => rest),
    ).to.deep.equal([
      ['bar', '500'],
      ['own', '250'],
    ]);
    expect(svg).to.include('prefers-color-scheme: dark');
  });
});

describe('bench: profiles', () => {
  const frame = (functionName: string, url: string) => ({ functionName, url, lineNumber: 4 });

  it('sums self time by function and by package, without idle time', () => {
    const { totalUs, functions, rooms } = selfTimes({
      nodes: [
        { id: 1, callFrame: frame('(idle)', '') },
        { id: 2, callFrame: frame('parse', 'file:///x/dist/src/http/json.js') },
        { id: 3, callFrame: frame('next', 'file:///x/node_modules/rxjs/dist/esm/index.js') },
        { id: 4, callFrame: frame('parse', 'file:///x/dist/src/http/json.js') },
      ],
      samples: [1, 2, 3, 4],
      timeDeltas: [1000, 10, 20, 30],
    });
    expect(totalUs).to.equal(60);
    expect(functions).to.deep.equal([
      { name: 'parse', place: 'src/http/json.js:5', us: 40 },
      { name: 'next', place: 'rxjs/dist/esm/index.js:5', us: 20 },
    ]);
    expect(rooms).to.deep.equal([
      { name: 'headwater src/http', us: 40 },
      { name: 'rxjs', us: 20 },
    ]);
  });
});
