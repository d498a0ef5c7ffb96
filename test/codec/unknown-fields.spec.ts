import { expect } from 'chai';
import * as t from 'io-ts';
import { jsonObject, list, nullable, record, shape, unknownFields } from '../../src/codec/index.js';

const owner = shape('Owner', { id: t.string }, { name: nullable(t.string) });
const key = shape(
  'Key',
  { id: t.string, owner },
  {
    owners: list(owner),
    byRole: record(owner),
    former: nullable(owner),
    several: nullable(list(list(owner))),
    free: jsonObject,
    any: t.unknown,
    foreign: t.type({ id: t.string }),
  },
);

const found = (value: unknown): (readonly [string, unknown])[] => {
  const seen: (readonly [string, unknown])[] = [];
  unknownFields(key)?.(value, (path, sample) => seen.push([path, sample]));
  return seen;
};

const good = { id: 'k', owner: { id: 'o' } };

describe('unknownFields', () => {
  const cases: readonly (readonly [
    what: string,
    value: unknown,
    paths: readonly (readonly [string, unknown])[],
  ])[] = [
    ['nothing new', { ...good, owners: [{ id: 'o', name: null }] }, []],
    ['a new field', { ...good, tier: 2 }, [['tier', 2]]],
    ['one inside a field', { ...good, owner: { id: 'o', team: 'x' } }, [['owner.team', 'x']]],
    [
      'one inside a list, for each element',
      {
        ...good,
        owners: [
          { id: 'a', x: 1 },
          { id: 'b', x: null },
        ],
      },
      [
        ['owners[].x', 1],
        ['owners[].x', null],
      ],
    ],
    [
      'one inside a record, whatever the key',
      { ...good, byRole: { admin: { id: 'a', x: 1 } } },
      [['byRole.*.x', 1]],
    ],
    ['one inside what may be null', { ...good, former: { id: 'o', x: 1 } }, [['former.x', 1]]],
    ['one inside lists of lists', { ...good, several: [[{ id: 'o', x: 1 }]] }, [['several[][].x', 1]]],
    ['nothing in what may be null and is', { ...good, former: null, several: null }, []],
    [
      'nothing in what is left open',
      { ...good, free: { x: 1 }, any: { x: 1 }, foreign: { id: 'f', x: 1 } },
      [],
    ],
    ['a field named like a member of every object', { ...good, toString: 1 }, [['toString', 1]]],
    ['nothing in values of another type', { id: 1, owner: [1], owners: {}, byRole: [], former: 7 }, []],
    ['nothing in what is no object', [1], []],
    ['nothing in null', null, []],
  ];
  for (const [what, value, paths] of cases) {
    it(`finds ${what}`, () => {
      expect(found(value)).to.deep.equal(paths);
    });
  }

  for (const codec of [t.string, jsonObject, list(t.string), record(t.unknown), nullable(t.number)]) {
    it(`has nothing to look for in ${codec.name}`, () => {
      expect(unknownFields(codec)).to.equal(undefined);
    });
  }
});
