import { expect } from 'chai';
import type { Format } from '../../../src/cli/output/formats.js';
import { writerFor } from '../../../src/cli/output/writers.js';
import type { ProviderId } from '../../../src/sandbox/index.js';
import { boxFor } from '../../sandbox/support.js';

const writer = (format: Format, sandbox = false) =>
  writerFor(format, { provider: 'p', endpoint: 'p.x', sandbox, paint: (_style, text) => text, width: 80 });

const whole = (format: Format, pages: readonly (readonly unknown[])[], sandbox = false): string => {
  const one = writer(format, sandbox);
  return pages.map((page) => one.page(page)).join('') + one.end();
};

describe('writers', () => {
  it('json is one array over all pages, empty pages included', () => {
    const text = whole('json', [[{ id: 1 }], [], [{ id: 2 }, { id: 3 }]]);
    expect(JSON.parse(text)).to.deep.equal(
      [1, 2, 3].map((id) => ({ provider: 'p', endpoint: 'p.x', item: { id } })),
    );
    expect(whole('json', [])).to.equal('[]\n');
  });

  it('json stays open until its end: a walk that broke never looks whole', () => {
    expect(() => JSON.parse(writer('json').page([{ id: 1 }])) as unknown).to.throw();
  });

  it('ndjson is one line an item, whatever the item holds', () => {
    const text = whole('ndjson', [[{ id: 'a\nb\u001b[2J' }], [{ id: 2 }]], true);
    expect(text.split('\n')).to.have.length(3);
    expect(text).not.to.include('\u001b');
    expect(JSON.parse(text.split('\n')[0]!)).to.include({ sandbox: true });
  });

  const formulas = ['=1+1', '+1', '-1+1', '-x', '-', '@x', '=HYPERLINK("http://x")', '\t=1', '\uff1d1'];
  for (const value of formulas) {
    it(`csv makes ${JSON.stringify(value)} a text`, () => {
      const [, cell = ''] = whole('csv', [[{ v: value }]]).split('\n');
      expect(cell.replace(/^"/, '')).to.match(/^'/);
    });
  }

  it('csv leaves negative amounts and large integers the numbers that they are', () => {
    const amounts = ['-1', '-12.340000000000000001', -5, -12345678901234567890n];
    const cells = whole('csv', [amounts.map((v) => ({ v }))])
      .split('\n')
      .slice(1, -1);
    expect(cells).to.deep.equal(amounts.map(String));
  });

  it('csv makes no formula of the name of a column', () => {
    expect(whole('csv', [[{ '=1+1': 'a' }]]).split('\n')[0]).to.equal("'=1+1");
  });

  it('csv spells out what would drive a terminal, and keeps line breaks and tabs as data', () => {
    const text = whole('csv', [[{ v: 'a\u001b[31mb\u0007c\u202ed' }, { v: 'x\ty\nz' }]]);
    expect(text).to.equal('v\na\\x1b[31mb\\x07c\\u202ed\n"x\ty\nz"\n');
  });

  it('csv has one header, the columns of the first page, and says what it lost', () => {
    const one = writer('csv', true);
    const text = one.page([{ a: 1, b: { c: 'x,y' } }]) + one.page([]) + one.page([{ a: 2, z: 3 }]);
    expect(text).to.equal('sandbox,a,b.c\ntrue,1,"x,y"\ntrue,2,\n');
    expect(one.note()).to.include('z');
  });

  it('a table has one head, keeps its columns, and cuts what grew', () => {
    const text = whole('table', [[{ id: 'a', name: 'short' }], [{ id: 'b', name: 'much longer than that' }]]);
    expect(text.split('\n')).to.deep.equal(['ID  NAME', 'a   short', 'b   much…', '']);
  });

  it('a table shows no control characters', () => {
    expect(whole('table', [[{ id: 'a', name: 'x\u001b[31mred' }]])).to.include('x\\x1b[31mred');
  });

  it('a table of nothing says so', () => {
    expect(whole('table', [[]])).to.equal('no items\n');
    expect(whole('table', [[]], true)).to.equal('sandbox p.x\nno items\n');
  });
});

/** A vendor's text may itself be JSON, such as the arguments of a function: such texts are shown as they are. */
const withoutJsonTexts = (value: unknown): unknown => {
  if (typeof value === 'string') return /^[[{]/.test(value) ? 'JSON of the vendor' : value;
  if (Array.isArray(value)) return value.map(withoutJsonTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutJsonTexts(each)]));
};

describe('a table of any list', () => {
  const box = boxFor();

  it('has an id, a name or a time, and no JSON in its cells', () => {
    const lists = Object.entries(box().control.counts()).flatMap(([provider, counts]) =>
      Object.keys(counts).map((name) => [provider as ProviderId, name as never] as const),
    );
    expect(lists.length).to.be.greaterThan(140);
    for (const [provider, name] of lists) {
      const items = box().control.items(provider, name);
      if (items.length === 0) continue;
      const text = whole('table', [items.slice(0, 50).map(withoutJsonTexts)]);
      expect(text.trim(), `${provider}.${String(name)}`).not.to.equal('');
      expect(text, `${provider}.${String(name)}`).not.to.match(/(^|\s)[[{]["{[]/m);
    }
  });
});
