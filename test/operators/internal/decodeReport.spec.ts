import { expect } from 'chai';
import fc from 'fast-check';
import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { inspect } from 'node:util';
import type { DecodeFailure } from '../../../operators/errors.js';
import {
  checkDecodeConfig,
  decodeOrReport,
  decodeReport,
  reportOf,
  type DecodeConfig,
} from '../../../operators/internal/decodeReport.js';

const CANARY = 'sk-canary-0123456789';

const report = (codec: t.Mixed, value: unknown, config?: DecodeConfig, index = 0): DecodeFailure => {
  const decoded = codec.decode(value);
  if (E.isRight(decoded)) throw new Error('the value was meant not to fit');
  return decodeReport(codec.name, decoded.left, index, config);
};

const paths = (codec: t.Mixed, value: unknown): string[] =>
  report(codec, value).issues.map(({ path }) => path);

describe('decodeReport', () => {
  it('says where, what was expected and the type of what stood there', () => {
    const User = t.type({ id: t.string }, 'User');
    const Owner = t.type({ owner: t.type({ user: User }, 'Owner') }, 'Key');
    const failure = report(Owner, { owner: { user: { id: null } } }, { label: 'openai.projects.apiKeys' }, 7);
    expect(failure.issues).to.deep.equal([{ path: 'owner.user.id', expected: 'string', actual: 'null' }]);
    expect(failure).to.include({ _tag: 'DecodeFailure', codec: 'Key', index: 7, omitted: 0 });
    expect(failure.message).to.equal(
      'openai.projects.apiKeys: item 7 does not fit Key: owner.user.id: expected string, got null',
    );
  });

  const Row = t.type({ cost: t.number }, 'Row');
  interface CursorShape {
    next?: CursorShape;
    at?: number;
  }
  const Cursor: t.Type<CursorShape> = t.recursion('Cursor', () => t.partial({ next: Cursor, at: t.number }));
  const Custom = new t.Type<unknown>(
    'Custom',
    (value): value is unknown => value !== undefined,
    (value, context) => t.intersection([Row, t.type({ id: t.string })]).validate(value, context),
    t.identity,
  );
  const fromJson = new t.Type<unknown, unknown>(
    'FromJson',
    (value): value is unknown => value !== undefined,
    (value) => t.success(JSON.parse(String(value))),
    t.identity,
  );

  const rebuilt = new t.Type<unknown, unknown>(
    'Rebuilt',
    (value): value is unknown => value !== undefined,
    (value) => t.success(structuredClone(value)),
    t.identity,
  );
  const Numeric = new t.Type<unknown>(
    'Numeric',
    (value): value is unknown => value !== undefined,
    (value, context) => t.type({ '7': t.string }).validate(value, context),
    t.identity,
  );

  const cases: readonly (readonly [string, t.Mixed, unknown, readonly string[]])[] = [
    ['the value itself', t.string, 1, ['']],
    [
      'an index',
      t.type({ results: t.array(Row) }),
      { results: [{ cost: 1 }, { cost: 'x' }] },
      ['results[1].cost'],
    ],
    ['an array of arrays', t.array(t.readonlyArray(t.string)), [[], ['a', 1]], ['[1][1]']],
    ['a tuple', t.type({ pair: t.tuple([t.string, t.number]) }), { pair: ['a', 'b'] }, ['pair[1]']],
    ['a missing member', Row, {}, ['cost']],
    [
      'an intersection',
      t.type({ a: t.intersection([Row, t.partial({ id: t.string })]) }),
      { a: { id: 1, cost: 'x' } },
      ['a.cost', 'a.id'],
    ],
    [
      'an intersection in an intersection',
      t.intersection([t.intersection([Row, Row]), Row]),
      { cost: 'x' },
      ['cost', 'cost', 'cost'],
    ],
    ['an exact intersection', t.exact(t.intersection([Row, t.type({ b: t.string })])), { cost: 1 }, ['b']],
    [
      'a readonly, refined union',
      t.readonly(
        t.brand(
          t.union([Row, t.null]),
          (_): _ is t.Branded<{ cost: number } | null, { readonly B: unique symbol }> => true,
          'B',
        ),
      ),
      { cost: 'x' },
      ['cost', ''],
    ],
    ['a union', t.type({ at: t.union([t.number, t.null]) }), { at: 'x' }, ['at', 'at']],
    [
      'a tagged union',
      t.union([t.type({ type: t.literal('a'), n: t.number }), t.type({ type: t.literal('b') })]),
      { type: 'a' },
      ['n'],
    ],
    ['a recursive codec', Cursor, { next: { next: { at: 'x' } } }, ['next.next.at']],
    [
      'a union of recursive codecs',
      t.recursion('Tree', () => t.union([Row, t.null])),
      { cost: 'x' },
      ['cost', ''],
    ],
    ['numeric members', t.type({ '0': t.type({ '1': t.string }) }), { '0': { '1': 1 } }, ['["0"]["1"]']],
    [
      'a numeric member inside an intersection',
      t.intersection([t.type({ '0': t.string }), Row]),
      { '0': 1, cost: 1 },
      ['["0"]'],
    ],
    [
      'odd members',
      t.type({ 'page[number]': t.string, 'a.b': t.string, '': t.string }),
      {},
      ['["page[number]"]', '["a.b"]', '[""]'],
    ],
    [
      'members beyond ASCII',
      t.type({ größe: t.string, data_1: t.string, 'x-y': t.string }),
      {},
      ['größe', 'data_1', 'x-y'],
    ],
    ['a codec written by hand', t.type({ a: Custom }), { a: { cost: 'x' } }, ['a.cost', 'a.id']],
    ['a codec written by hand, of a primitive', t.type({ a: Custom }), { a: 5 }, ['a', 'a']],
    ['a pipe', t.type({ a: fromJson.pipe(t.array(Row)) }), { a: '[{"cost":null}]' }, ['a[0].cost']],
    [
      'a pipe that rebuilds the value',
      t.type({ a: rebuilt.pipe(t.intersection([Row, Row])) }),
      { a: { cost: 'x' } },
      ['a.cost', 'a.cost'],
    ],
    ['numeric members of a codec written by hand', t.type({ a: Numeric }), { a: { '7': 1 } }, ['a["7"]']],
    ['a missing numeric member', t.readonly(t.type({ '0': t.string })), {}, ['["0"]']],
    ['a missing place of a tuple', t.readonly(t.tuple([t.string, t.string])), ['a'], ['[1]']],
    [
      'a readonly record with open keys',
      t.readonly(t.record(t.string, Row)),
      { [CANARY]: { cost: 'x' } },
      ['*.cost'],
    ],
    [
      'a record with known keys',
      t.record(t.keyof({ usd: null, eur: null }), t.string),
      { usd: 1, eur: 'x' },
      ['usd'],
    ],
    [
      'a record with open keys',
      t.type({ by: t.record(t.string, Row) }),
      { by: { [CANARY]: { cost: 'x' } } },
      ['by.*.cost'],
    ],
  ];
  for (const [title, codec, value, expected] of cases) {
    it(`reads as a path in the value: ${title}`, () => {
      expect(paths(codec, value)).to.deep.equal(expected);
    });
  }

  it('reads as a path in the value: contexts without the values, as a codec written by hand may give them', () => {
    const path = (type: t.Mixed, key: string): string | undefined =>
      decodeReport(
        'X',
        [
          {
            value: 1,
            context: [
              { key: '', type },
              { key, type: t.string },
            ],
          },
        ],
        0,
      ).issues[0]?.path;
    expect(path(Custom, '0')).to.equal('[0]');
    expect(path(t.array(Row), '0')).to.equal('[0]');
    expect(path(t.type({ '7': t.string }), '7')).to.equal('["7"]');
    expect(path(Custom, 'id')).to.equal('id');
  });

  const Nothing = new t.Type<unknown>(
    'Nothing',
    (value): value is unknown => value === t,
    (value, context) => t.failure(value, context),
    t.identity,
  );

  it('names the type of everything that JSON can hold', () => {
    const actual = [null, undefined, 'x', 1, true, [], {}].map(
      (value) => report(Nothing, value).issues[0]?.actual,
    );
    expect(actual).to.deep.equal(['null', 'undefined', 'string', 'number', 'boolean', 'array', 'object']);
  });

  it('says in words that a field is missing', () => {
    expect(report(t.type({ id: t.string }, 'User'), {}).message).to.equal(
      'item 0 does not fit User: id: expected string, got nothing (missing)',
    );
  });

  it('a wholly bad item yields thousands of io-ts errors (measured): at most maxIssues are listed, omitted counts the rest', () => {
    const names = Array.from({ length: 1000 }, (_, at) => `field${String(at)}`);
    const Wide = t.type(Object.fromEntries(names.map((name) => [name, t.string])), 'Wide');
    const failure = report(Wide, {});
    expect(failure.issues.map(({ path }) => path)).to.deep.equal(names.slice(0, 5));
    expect(failure.omitted).to.equal(995);
    expect(failure.message).to.match(/; and 995 more$/);
    expect(report(Wide, {}, { maxIssues: 1 })).to.deep.include({ omitted: 999 });
    expect(report(Wide, {}, { maxIssues: 2000 })).to.deep.include({ omitted: 0 });
  });

  it('only the listed places cost work', () => {
    let read = 0;
    const issue = {
      value: 1,
      get context() {
        read += 1;
        return [{ key: '', type: t.string }];
      },
    };
    expect(decodeReport('Wide', new Array<t.ValidationError>(10_000).fill(issue), 0).omitted).to.equal(9995);
    expect(read).to.equal(5);
  });

  it('an unnamed codec prints its whole shape, about 1,000 characters: names, keys and paths are cut', () => {
    const long = 'k'.repeat(5000);
    const Deep = [...Array(100).keys()].reduce<t.Mixed>((inner) => t.type({ [long]: inner }), t.string);
    const value = [...Array(99).keys()].reduce<unknown>((inner) => ({ [long]: inner }), {});
    const failure = report(Deep, value);
    expect(failure.codec).to.have.lengthOf(80);
    expect(failure.issues[0]?.path).to.have.lengthOf(200);
    expect(failure.issues[0]?.path).to.match(/^….*k…$/);
    expect(report(t.type({ a: Deep }), {}).issues[0]?.expected).to.have.lengthOf(80);
    expect(failure.message).to.have.length.lessThan(500);
  });

  it('never carries a value, it may be a secret: not as text, not in a codec message, not as a key of an open record', () => {
    const Quoting = new t.Type<string>(
      'Quoting',
      (value): value is string => value === 'never',
      (value, context) => t.failure(value, context, `cannot read ${String(value)}`),
      t.identity,
    );
    const Leaky = t.type({
      number: t.number,
      quoting: Quoting,
      list: t.array(t.null),
      either: t.union([t.null, t.type({ a: t.number })]),
      by: t.record(t.string, t.number),
    });
    const value = {
      number: CANARY,
      quoting: CANARY,
      list: [CANARY],
      either: { a: CANARY },
      by: { [CANARY]: CANARY },
    };
    const failure = report(Leaky, value, { maxIssues: 100 });
    expect(failure.issues).to.have.lengthOf(6);
    const printed = [
      failure.message,
      failure.stack,
      JSON.stringify(failure),
      inspect(failure, { depth: null, showHidden: true }),
    ];
    for (const text of printed) expect(text).to.not.contain(CANARY);
  });

  it('every failure is either listed or counted, whatever the value', () => {
    const Any = t.array(
      t.union([t.type({ a: t.number }), t.record(t.string, t.boolean), t.tuple([t.string])]),
      'Any',
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 8 }), (value, maxIssues) => {
        const decoded = Any.decode(value);
        if (E.isRight(decoded)) return;
        const { issues, omitted } = decodeReport('Any', decoded.left, 0, { maxIssues });
        expect(issues).to.have.length.within(1, maxIssues);
        expect(issues.length + omitted).to.equal(decoded.left.length);
      }),
    );
  });

  it('a codec that fails without a reason still gives a report', () => {
    expect(decodeReport('Mute', [], 2).message).to.equal('item 2 does not fit Mute');
    expect(decodeReport('Bare', [{ value: 1, context: [] }], 0).issues).to.deep.equal([
      { path: '', expected: 'unknown', actual: 'number' },
    ]);
  });

  it('refuses a maxIssues that is no whole number from 1', () => {
    for (const maxIssues of [0, -1, 1.5, NaN, Infinity]) {
      expect(() => {
        checkDecodeConfig('decodeWith', { maxIssues });
      }).to.throw(
        RangeError,
        `decodeWith: maxIssues must be a whole number from 1, got ${String(maxIssues)}`,
      );
    }
    checkDecodeConfig('decodeWith', {});
  });
});

describe('decodeOrReport', () => {
  const User = t.type({ id: t.string }, 'User');

  it('is what the codec makes of a value that fits', () => {
    expect(decodeOrReport(User, { id: 'a' }, 0, {})).to.deep.equal(E.right({ id: 'a' }));
  });

  it('is the report of one that does not, and of one that the codec threw at', () => {
    const throwing = new t.Type<string>(
      'Throwing',
      t.string.is,
      () => {
        throw new TypeError(CANARY);
      },
      t.identity,
    );
    const messages = [
      decodeOrReport(User, { id: 7 }, 3, { label: 'users' }),
      decodeOrReport(throwing, 1, 0, {}),
    ]
      .filter(E.isLeft)
      .map(({ left }) => left.message);
    expect(messages).to.deep.equal([
      'users: item 3 does not fit User: id: expected string, got number',
      'item 0 does not fit Throwing: the codec threw TypeError',
    ]);
  });
});

describe('reportOf', () => {
  const User = t.type({ id: t.string }, 'User');

  it('is the report of a value that was refused, also where the codec has changed its mind', () => {
    expect(reportOf(User, { id: 7 }, 0, { what: 'the envelope' }).message).to.equal(
      'the envelope does not fit User: id: expected string, got number',
    );
    expect(reportOf(User, { id: 'a' }, 1, {}).message).to.equal('item 1 does not fit User');
  });
});
