import { expect } from 'chai';
import { either as E } from 'fp-ts';
import {
  bodyJson,
  commaTexts,
  dayRange,
  flag,
  hash,
  inBody,
  instant,
  integer,
  mode,
  number,
  oneOf,
  openWord,
  required,
  segment,
  someOf,
  text,
  texts,
  textOrHash,
  textOrList,
  textTime,
  unixRange,
  unixTime,
  type Param,
  type ParamKind,
} from '../../../src/endpoint/params/index.js';

type Pairs = readonly (readonly [string, string])[];

const march = new Date('2024-03-09T00:00:00.900Z');
const never = new Date(NaN);

/** Two places, and only the second one taken. */
const holes: string[] = [];
holes[1] = 'model';

/** A list that contains itself. */
const endless: unknown[] = [];
endless.push(endless);

interface ParamCase<T> {
  readonly param: Param<T>;
  readonly accepts: readonly (readonly [value: T, pairs: Pairs])[];
  readonly refuses: readonly unknown[];
  readonly reads: readonly (readonly [texts: readonly string[], value: unknown])[];
}

const testParam = <T>(name: string, { param, accepts, refuses, reads }: ParamCase<T>): void => {
  describe(name, () => {
    for (const [value, pairs] of accepts) {
      it(`takes ${JSON.stringify(value)} and writes ${JSON.stringify(pairs)}`, () => {
        expect(param.check(value)).to.deep.equal(E.right(value));
        expect(param.encode('p', value)).to.deep.equal(pairs);
      });
    }
    for (const value of refuses) {
      it(`refuses ${String(value)} (${typeof value}), and says what it takes and what it got`, () => {
        const checked = param.check(value);
        expect(E.isLeft(checked) && checked.left).to.match(/^must be .+, got /s);
      });
    }
    for (const [given, value] of reads) {
      it(`reads ${JSON.stringify(given)} from a command line`, () => {
        expect(param.parse(given)).to.deep.equal(value);
      });
    }
  });
};

describe('parameters', () => {
  testParam('text', {
    param: text('A text.'),
    accepts: [
      ['red', [['p', 'red']]],
      ['', [['p', '']]],
    ],
    refuses: [7, null, true, ['red']],
    reads: [
      [['red'], 'red'],
      [[], ''],
    ],
  });
  testParam('integer', {
    param: integer('A number.'),
    accepts: [
      [0, [['p', '0']]],
      [-3, [['p', '-3']]],
    ],
    refuses: ['3', 1.5, NaN, Infinity, 2 ** 53, null],
    reads: [
      [['12'], 12],
      [['twelve'], 'twelve'],
      [[' '], ' '],
      [[''], ''],
    ],
  });
  testParam('integer with bounds', {
    param: integer('A number.', { min: 1, max: 100 }),
    accepts: [
      [1, [['p', '1']]],
      [100, [['p', '100']]],
    ],
    refuses: [0, 101, -1],
    reads: [],
  });
  testParam('flag', {
    param: flag('Yes or no.'),
    accepts: [
      [true, [['p', 'true']]],
      [false, [['p', 'false']]],
    ],
    refuses: ['true', 0, null],
    reads: [
      [['true'], true],
      [['false'], false],
      [['yes'], 'yes'],
    ],
  });
  testParam('oneOf', {
    param: oneOf(['asc', 'desc'], 'Order.'),
    accepts: [['asc', [['p', 'asc']]]],
    refuses: ['up', '', 1],
    reads: [[['asc'], 'asc']],
  });
  testParam('openWord', {
    param: openWord(['A', 'B'], 'State.'),
    accepts: [
      ['A', [['p', 'A']]],
      ['C', [['p', 'C']]],
    ],
    refuses: [1, null],
    reads: [[['A'], 'A']],
  });
  testParam('unixTime', {
    param: unixTime('From.'),
    accepts: [
      [march, [['p', '1709942400']]],
      [1_709_942_400, [['p', '1709942400']]],
      [0, [['p', '0']]],
      [253_402_300_799, [['p', '253402300799']]],
    ],
    // The last one is 2024-03-09 in milliseconds: as seconds it would be the year 56,155.
    refuses: [never, -1, 1.5, '2024-03-09', null, 1_709_942_400_000],
    reads: [
      [['1709942400'], 1_709_942_400],
      [['2024-03-09T00:00:00Z'], new Date('2024-03-09T00:00:00Z')],
      [['yesterday'], 'yesterday'],
    ],
  });
  testParam('textTime', {
    param: textTime('From.'),
    accepts: [
      [march, [['p', '2024-03-09 00:00:00']]],
      ['2024-03-09', [['p', '2024-03-09']]],
    ],
    refuses: [never, '', 1_709_942_400, null],
    reads: [[['2024-03-09'], '2024-03-09']],
  });
  testParam('texts', {
    param: texts('Ids.'),
    accepts: [
      [
        ['a', 'b'],
        [
          ['p[]', 'a'],
          ['p[]', 'b'],
        ],
      ],
      [[], []],
    ],
    refuses: ['a', { 0: 'a' }, null],
    reads: [
      [
        ['a,b', 'c'],
        ['a', 'b', 'c'],
      ],
    ],
  });
  testParam('someOf', {
    param: someOf(['model', 'user'], 'Groups.'),
    accepts: [[['model'], [['p[]', 'model']]]],
    refuses: ['model', ['model', 'colour'], holes],
    reads: [[['model,user'], ['model', 'user']]],
  });
  testParam('hash', {
    param: hash('By key.'),
    accepts: [
      [
        { plan: 'pro', n: 3, on: true },
        [
          ['p[plan]', 'pro'],
          ['p[n]', '3'],
          ['p[on]', 'true'],
        ],
      ],
      [{}, []],
      [{ plan: undefined, n: 0 }, [['p[n]', '0']]],
    ],
    refuses: [
      'plan=pro',
      ['plan'],
      null,
      { plan: null },
      { plan: ['pro'] },
      { plan: { name: 'pro' } },
      { n: NaN },
      { n: 1n },
      { since: march },
      new Map([['plan', 'pro']]),
      march,
    ],
    reads: [
      [['plan=pro', 'url=a=b', 'empty='], { plan: 'pro', url: 'a=b', empty: '' }],
      [['plan'], 'plan'],
    ],
  });
  testParam('number', {
    param: number('A number.'),
    accepts: [
      [0.5, [['p', '0.5']]],
      [-3, [['p', '-3']]],
    ],
    refuses: ['3', NaN, Infinity, null],
    reads: [
      [['0.5'], 0.5],
      [[' '], ' '],
      [['half'], 'half'],
    ],
  });
  testParam('instant', {
    param: instant('From.'),
    accepts: [
      [march, [['p', '2024-03-09T00:00:00.900Z']]],
      ['2024-03-09T00:00:00Z', [['p', '2024-03-09T00:00:00Z']]],
    ],
    refuses: [never, '', 1_709_942_400, null],
    reads: [[['2024-03-09'], '2024-03-09']],
  });
  testParam('commaTexts', {
    param: commaTexts('Tags.'),
    accepts: [
      [['a', 'b'], [['p', 'a,b']]],
      [['a'], [['p', 'a']]],
    ],
    refuses: ['a', ['a,b'], [''], [7], null, holes],
    reads: [
      [
        ['a,b', 'c'],
        ['a', 'b', 'c'],
      ],
    ],
  });
  testParam('textOrHash', {
    param: textOrHash('Who.'),
    accepts: [
      ['id-1', [['p', 'id-1']]],
      [
        { type: 'user', id: 'u' },
        [
          ['p[type]', 'user'],
          ['p[id]', 'u'],
        ],
      ],
    ],
    refuses: [7, ['a'], null, march, { id: null }],
    reads: [
      [['id-1'], 'id-1'],
      [['type=user', 'id=u'], { type: 'user', id: 'u' }],
    ],
  });
  testParam('textOrList', {
    param: textOrList('Which.'),
    accepts: [
      ['a', [['p', 'a']]],
      [
        ['a', 'b'],
        [
          ['p[]', 'a'],
          ['p[]', 'b'],
        ],
      ],
    ],
    refuses: [7, [7], null, holes],
    reads: [
      [['a,b'], 'a,b'],
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    ],
  });
  testParam('unixRange', {
    param: unixRange('When.'),
    accepts: [
      [
        { gte: march, lt: 1_709_942_401 },
        [
          ['p[gte]', '1709942400'],
          ['p[lt]', '1709942401'],
        ],
      ],
      [{}, []],
    ],
    refuses: [march, { gte: 'yesterday' }, { gte: -1 }, null],
    reads: [[['gte=5', 'lt=2024-03-09T00:00:00Z'], { gte: 5, lt: new Date('2024-03-09T00:00:00Z') }]],
  });
  testParam('dayRange', {
    param: dayRange('When.'),
    accepts: [
      [
        { end: '2024-03-31', start: march },
        [
          ['p[start]', '2024-03-09'],
          ['p[end]', '2024-03-31'],
        ],
      ],
    ],
    refuses: ['2024-03-09', { start: '2024-3-9' }, { start: '2024-02-30' }, { end: never }, null],
    reads: [[['start=2024-03-09'], { start: '2024-03-09' }]],
  });
  testParam('inBody', {
    param: inBody(oneOf(['AND', 'OR'], 'How.')),
    accepts: [['AND', [['p', '"AND"']]]],
    refuses: ['XOR', null],
    reads: [[['OR'], 'OR']],
  });
  testParam('bodyJson', {
    param: bodyJson<object>('A body.'),
    accepts: [
      [{ a: [1, 'b', true, null] }, [['p', '{"a":[1,"b",true,null]}']]],
      [{ a: undefined, since: march }, [['p', '{"since":"2024-03-09T00:00:00.900Z"}']]],
      [[{}, []], [['p', '[{},[]]']]],
    ],
    refuses: [
      '{}',
      null,
      7,
      // JSON would hold nothing of these, or null, or fail.
      { a: NaN },
      { a: [Infinity] },
      { a: 10n },
      { a: () => 1 },
      { a: Symbol('a') },
      { a: new Map([['b', 1]]) },
      { a: [undefined] },
      new Set(['a']),
      { since: never },
      Object.assign([], endless),
    ],
    reads: [
      [['{"a":1}'], { a: 1 }],
      [['{a'], '{a'],
    ],
  });
  testParam('mode never goes out', {
    param: mode(['keyset', 'numbered'], 'How.'),
    accepts: [['keyset', []]],
    refuses: ['limit'],
    reads: [[['keyset'], 'keyset']],
  });
  testParam('segment', {
    param: segment('An id.'),
    accepts: [
      ['proj_1', [['p', 'proj_1']]],
      ['../x', [['p', '../x']]],
      ['\u{1f511}', [['p', '\u{1f511}']]],
    ],
    refuses: ['', '.', '..', 7, 'a\ud800'],
    reads: [[['proj_1'], 'proj_1']],
  });

  it('a range names the ends that it takes', () => {
    const checked = unixRange('').check({ from: 5 });
    expect(E.isLeft(checked) && checked.left).to.equal('takes gt, gte, lt, lte, got from');
  });

  it('what cannot be made a text is refused as all else is', () => {
    const checked = text('').check(Object.create(null));
    expect(E.isLeft(checked) && checked.left).to.equal('must be text, got {}');
  });

  it('a refusal names a Map: as JSON it would look like an object that is accepted', () => {
    const checked = hash('x').check(new Map([['a', 'b']]));
    expect(E.isLeft(checked) && checked.left).to.equal(
      'must be texts, numbers or flags by key, got [object Map]',
    );
  });

  it('say where they stand and whether they are needed', () => {
    const marks = [text(''), segment(''), bodyJson(''), inBody(flag('')), required(text(''))].map(
      ({ place, required: needed }) => [place, needed],
    );
    expect(marks).to.deep.equal([
      ['query', false],
      ['path', true],
      ['body', false],
      ['body', false],
      ['query', true],
    ]);
  });

  it('say what they take in words', () => {
    const params = [
      text(''),
      integer(''),
      integer('', { min: 1, max: 9 }),
      flag(''),
      oneOf(['a', 'b'], ''),
      openWord(['a'], ''),
      someOf(['a', 'b'], ''),
    ];
    expect(params.map(({ type }) => type)).to.deep.equal([
      'text',
      'integer',
      'integer 1..9',
      'true | false',
      'a | b',
      'a | …',
      'list of a | b',
    ]);
  });

  it('cut what they show of a long value', () => {
    const checked = integer('').check('x'.repeat(10_000));
    expect(E.isLeft(checked) && checked.left.length).to.be.lessThan(120);
  });

  const kinds: readonly (readonly [
    name: string,
    param: Pick<Param<unknown>, 'kind' | 'choices'>,
    kind: ParamKind,
    choices?: readonly string[],
  ])[] = [
    ['text', text(''), 'text'],
    ['segment', segment(''), 'text'],
    ['integer', integer(''), 'integer'],
    ['number', number(''), 'number'],
    ['flag', flag(''), 'flag', ['true', 'false']],
    ['oneOf', oneOf(['a', 'b'], ''), 'word', ['a', 'b']],
    ['mode', mode(['a', 'b'], ''), 'word', ['a', 'b']],
    ['openWord', openWord(['a', 'b'], ''), 'text', ['a', 'b']],
    ['unixTime', unixTime(''), 'time'],
    ['textTime', textTime(''), 'time'],
    ['instant', instant(''), 'time'],
    ['unixRange', unixRange(''), 'timeRange'],
    ['dayRange', dayRange(''), 'timeRange'],
    ['texts', texts(''), 'list'],
    ['commaTexts', commaTexts(''), 'list'],
    ['textOrList', textOrList(''), 'list'],
    ['someOf', someOf(['a', 'b'], ''), 'list', ['a', 'b']],
    ['hash', hash(''), 'hash'],
    ['textOrHash', textOrHash(''), 'hash'],
    ['bodyJson', bodyJson(''), 'json'],
    ['inBody around a word', inBody(oneOf(['a', 'b'], '')), 'word', ['a', 'b']],
    ['required around a time', required(unixTime('')), 'time'],
  ];
  for (const [name, param, kind, choices] of kinds) {
    it(`${name} says its kind and choices as data: ${kind} ${(choices ?? []).join(', ')}`, () => {
      expect(param.kind).to.equal(kind);
      expect(param.choices).to.deep.equal(choices);
    });
  }
});
