import { expect } from 'chai';
import { either as E } from 'fp-ts';
import * as fc from 'fast-check';
import { exactNumbers } from '../../src/http/exact-numbers.js';
import { isTooDeep, parseJson } from '../../src/http/json.js';

const valueOf = (text: string): unknown => {
  const parsed = parseJson(text, 64, exactNumbers);
  if (E.isLeft(parsed)) throw new Error(parsed.left.code);
  return parsed.right;
};

const codeOf = (text: string, maxDepth = 64): string => {
  const parsed = parseJson(text, maxDepth, exactNumbers);
  return E.isLeft(parsed) ? parsed.left.code : 'read';
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  const verdicts: readonly (readonly [what: string, text: string, verdict: string, maxDepth?: number])[] = [
    ['nothing', '', 'decode-empty'],
    ['white space', ' \n\t ', 'decode-empty'],
    ['a page of HTML', '<!doctype html><html></html>', 'decode-html'],
    ['XML behind white space', '\n <?xml version="1.0"?>', 'decode-html'],
    ['a text cut short', '{"data":[{"id":"a"},{"i', 'decode-syntax'],
    ['two values', '{} {}', 'decode-syntax'],
    ['a comma too many', '[1,]', 'decode-syntax'],
    ['words', 'upstream connect error', 'decode-syntax'],
    ['a text cut short behind a long integer', '{"id":12345678901234567,"a', 'decode-syntax'],
    ['as deep as accepted', nested(3), 'read', 3],
    ['one level deeper', nested(4), 'decode-too-deep', 3],
    ['objects count too', '{"a":{"b":[1]}}', 'decode-too-deep', 2],
    ['depth that is left again', '[[],[],[],[]]', 'read', 2],
    ['braces within a text', '["[[[[{{{{"]', 'read', 1],
    ['an escaped quote before braces', '["\\"[[[["]', 'read', 1],
    ['an escaped backslash ends the text before braces', '["\\\\",[[[]]]]', 'decode-too-deep', 2],
    ['closing braces within a text', '["]]]]",[[]]]', 'decode-too-deep', 2],
    ['a text that is never closed', '["[[[[', 'decode-syntax', 1],
    ['a scalar', 'null', 'read', 1],
  ];
  for (const [what, text, verdict, maxDepth] of verdicts) {
    it(`${what}: ${verdict}`, () => {
      expect(codeOf(text, maxDepth)).to.equal(verdict);
    });
  }

  it('finds 100,000 levels by reading only as far as the accepted depth', () => {
    const text = nested(100_000);
    let read = 0;
    const counting = new Proxy(new String(text), {
      get: (target, name) => {
        if (name === 'length') return text.length;
        if (name === 'charCodeAt')
          return (index: number) => {
            read += 1;
            return target.charCodeAt(index);
          };
        return undefined;
      },
    }) as unknown as string;
    expect(isTooDeep(counting, 64)).to.equal(true);
    expect(read).to.be.lessThan(100);
    expect(codeOf(text)).to.equal('decode-too-deep');
    expect(codeOf('{"a":'.repeat(100_000))).to.equal('decode-too-deep');
  });

  describe('nesting that would slow the parser down is refused before it is parsed', () => {
    const real = JSON.parse;
    let parsed = 0;
    beforeEach(() => {
      parsed = 0;
      JSON.parse = (text: string) => {
        parsed += 1;
        return real(text) as unknown;
      };
    });
    afterEach(() => {
      JSON.parse = real;
    });

    const stacks: readonly (readonly [open: string, close: string])[] = [
      ['[', ']'],
      ['{"a":', '}'],
      ['[[{"a":', '}]]'],
      ['[{"a":[', ']}]'],
      ['[\n', '\n]'],
      ['[ 1, ', ' ]'],
      ['{"}":', '}'],
      ['{"\\"]":', '}'],
      ['["]", ', ']'],
      ['{"\\\\":[', ']}'],
      ['{"a":1,"b":[2,', ']}'],
      ['{ "a name of twenty" : ', '}'],
    ];
    for (const [open, close] of stacks) {
      it(`${JSON.stringify(open)}, closed or cut short, behind records or at once`, () => {
        const record = '{"id":"a","text":"some words as they come"},';
        const levels = Math.ceil(300_000 / open.length);
        const [opened, closed] = [open.repeat(levels), close.repeat(levels)];
        for (const text of [opened, `${opened}1${closed}`, `[${record.repeat(50)}${opened}1${closed}]`]) {
          expect(codeOf(text)).to.equal('decode-too-deep');
        }
        expect(parsed).to.equal(0);
      });
    }

    it('records are parsed once, and not looked at before', () => {
      const records = Array.from({ length: 100 }, (_, id) => ({
        id,
        name: 'as long as a name is',
        tags: ['a', {}],
      }));
      expect(codeOf(JSON.stringify(records))).to.equal('read');
      expect(parsed).to.equal(1);
    });

    it('a short text is not looked at before: it is refused once it is parsed', () => {
      expect(codeOf('['.repeat(1000) + ']'.repeat(1000))).to.equal('decode-too-deep');
      expect(parsed).to.equal(1);
    });

    it('deep nesting with much text on each level costs no more than records do: it is refused once it is parsed', () => {
      expect(codeOf(`{"${'a'.repeat(60)}":`.repeat(200) + '1' + '}'.repeat(200))).to.equal('decode-too-deep');
    });
  });

  const protos: readonly (readonly [how: string, text: string])[] = [
    ['as it is', '{"id":"a","__proto__":{"admin":true}}'],
    ['with its first letter escaped', '{"id":"a","\\u005f_proto__":{"admin":true}}'],
    ['with a capital escape', '{"id":"a","\\u005F\\u005Fproto__":{"admin":true}}'],
    ['with the p escaped', '{"id":"a","__\\u0070roto__":{"admin":true}}'],
    ['with the r escaped', '{"id":"a","__p\\u0072oto__":{"admin":true}}'],
    ['with the o escaped', '{"id":"a","__pr\\u006Fto__":{"admin":true}}'],
    ['with the t escaped', '{"id":"a","__pro\\u0074o__":{"admin":true}}'],
    ['beside a long integer', '{"id":"a","n":12345678901234567,"__proto__":{"admin":true}}'],
    ['escaped beside a long integer', '{"id":"a","n":12345678901234567,"__pr\\u006fto__":{"admin":true}}'],
  ];
  for (const [how, text] of protos) {
    it(`drops __proto__ ${how}`, () => {
      const value = valueOf(text) as Record<string, unknown>;
      expect(Object.hasOwn(value, '__proto__')).to.equal(false);
      expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
      expect(Object.assign({}, value)).not.to.have.property('admin');
      expect(value['id']).to.equal('a');
    });
  }

  it('drops __proto__ at any depth and keeps it as a text', () => {
    expect(valueOf('{"a":[{"__proto__":1,"b":"__proto__"}]}')).to.deep.equal({ a: [{ b: '__proto__' }] });
  });

  const numbers: readonly (readonly [text: string, value: unknown])[] = [
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-9007199254740993', -9_007_199_254_740_993n],
    ['[9007199254740993,1]', [9_007_199_254_740_993n, 1]],
    ['{"a": 12345678901234567890}', { a: 12_345_678_901_234_567_890n }],
    ['{"a":1234567890123456}', { a: 1_234_567_890_123_456 }],
    ['{"a":0.1234567890123456789}', { a: 0.123_456_789_012_345_68 }],
    ['{"a":1e999}', { a: '1e999' }],
    ['[-1.5E+400, 1e308, 1e-999]', ['-1.5E+400', 1e308, 0]],
    ['{"a":1e999,"b":12345678901234567}', { a: '1e999', b: 12_345_678_901_234_567n }],
    ['{"id":"3e999","note":"a,1e999"}', { id: '3e999', note: 'a,1e999' }],
    [`{"a":${'9'.repeat(401)}}`, { a: '9'.repeat(401) }],
    ['{"a":"1234567890123456789"}', { a: '1234567890123456789' }],
    ['{"a":"x:1234567890123456789","b":1}', { a: 'x:1234567890123456789', b: 1 }],
    ['{"a":1,"a":2}', { a: 2 }],
    ['{"a":1,"a":2,"b":12345678901234567}', { a: 2, b: 12_345_678_901_234_567n }],
    ['{"a":1,"a":null,"b":12345678901234567}', { a: null, b: 12_345_678_901_234_567n }],
  ];
  for (const [text, value] of numbers) {
    it(`${text.length > 60 ? `${text.slice(0, 60)}…` : text} is exact, or as JSON.parse reads it`, () => {
      expect(valueOf(text)).to.deep.equal(value);
    });
  }

  it('a number of 12 MiB is its text, as any that no number holds', () => {
    const digits = '9'.repeat(12 * 2 ** 20);
    expect(valueOf(`[${digits}]`)).to.deep.equal([digits]);
  });

  it('agrees with JSON.parse wherever nothing is at stake, beside a long integer too', () => {
    const safe = fc
      .jsonValue({ maxDepth: 4 })
      .filter((value) => !/__proto__|\d{16}/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(safe, (value) => {
        const text = JSON.stringify(value);
        expect(valueOf(text)).to.deep.equal(JSON.parse(text));
        expect((valueOf(`[${text},12345678901234567]`) as unknown[])[0]).to.deep.equal(JSON.parse(text));
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  // A leading long integer sends a text the slow way, which looks at the text itself.
  const slowly = (text: string): unknown => (valueOf(`[12345678901234567,${text}]`) as unknown[])[1];
  const leaf = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.stringify(value)),
    fc.constantFrom('9007199254740991', '9007199254740992', '-9007199254740993', '1e16', '1e308', '1e309'),
    fc.constantFrom('-0', '0.1', '1.5e3', '12345678901234567.5', '"1e999"', '"__proto__"', 'null'),
  );
  const name = fc.constantFrom('a', 'b', '__proto__', '\\u005f_proto__', 'constructor', 'toString');
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
      fc
        .uniqueArray(fc.tuple(name, tie('tree')), { maxLength: 4, selector: ([key]) => key })
        .map((pairs) => `{${pairs.map(([key, value]) => `"${key}":${value}`).join(',')}}`),
    ),
  }));

  it('the fast way and the exact way read every text alike', () => {
    fc.assert(
      fc.property(tree, (text) => {
        expect(valueOf(text)).to.deep.equal(slowly(text));
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  it('finds the same depth in what was made of a text as in the text', () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 1, max: 6 }), (text, maxDepth) => {
        // What is dropped with a __proto__ does not count any more, so that only texts without one are compared.
        fc.pre(!text.includes('proto'));
        expect(codeOf(text, maxDepth) === 'decode-too-deep').to.equal(isTooDeep(text, maxDepth));
      }),
      { numRuns: 2000, seed: 4 },
    );
  });

  it('accepts any depth that the caller allows', () => {
    expect(codeOf(nested(1000), 1000)).to.equal('read');
    expect(codeOf(nested(1001), 1000)).to.equal('decode-too-deep');
    expect(codeOf('{"a":'.repeat(300) + '1' + '}'.repeat(300), Infinity)).to.equal('read');
  });
});

describe('parseJson without the part for exact numbers', () => {
  for (const [text, value] of [
    ['1.5e20', 1.5e20],
    ['{"a":1E20,"__proto__":1}', { a: 1e20 }],
    ['[2e+16,-1e16]', [2e16, -1e16]],
  ] as const) {
    it(`takes ${text}, which is written as a float`, () => {
      expect(parseJson(text, 5)).to.deep.equal(E.right(value));
    });
  }

  for (const text of ['9007199254740993', '{"a":1e400}', '[1.5e20,12345678901234567]']) {
    it(`refuses ${text}`, () => {
      expect(parseJson(text, 5)).to.have.nested.property('left.code', 'decode-inexact-number');
    });
  }
});
