import { expect } from 'chai';
import * as t from 'io-ts';
import {
  decimal,
  int,
  isoTime,
  isoTimeMs,
  jsonObject,
  list,
  nullable,
  num,
  openEnum,
  record,
  secretString,
  shape,
  unixSeconds,
} from '../../src/codec/index.js';
import { compare } from './compare.js';

const text = { type: 'string' };
const nothing = { type: 'null' };
const object = (properties: object, required: readonly string[] = Object.keys(properties)): object => ({
  type: 'object',
  properties,
  required,
});

const document = {
  components: {
    schemas: {
      Key: object({ id: text }),
      'a/b': { type: 'integer' },
      Tree: object({ name: text, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } }),
    },
  },
};
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const cat = object({ type: { const: 'cat' }, lives: { type: 'integer' } });
const dog = object({ type: { const: 'dog' }, name: text });

type Case = readonly [what: string, schema: object, codec: t.Mixed, lines: readonly string[]];

const tableOf = (title: string, cases: readonly Case[]): void => {
  describe(title, () => {
    for (const [what, schema, codec, lines] of cases) {
      it(what, () => {
        expect(compare({ ...schema }, codec, document)).to.deep.equal(lines);
      });
    }
  });
};

describe('compare', () => {
  tableOf('finds nothing where both say the same', [
    ['texts', text, t.string, []],
    ['a secret', text, secretString, []],
    ['flags', { type: 'boolean' }, t.boolean, []],
    ['numbers', { type: 'number' }, num, []],
    ['whole numbers', { type: 'integer', format: 'int64' }, int, []],
    ['a number or a text', { type: ['number', 'string'] }, decimal, []],
    ['Unix seconds', { type: 'integer', format: 'unixtime' }, unixSeconds, []],
    ['ISO times', { type: 'string', format: 'date-time' }, isoTime, []],
    ['ISO times with milliseconds', { type: 'string', format: 'date-time' }, isoTimeMs, []],
    ['ISO times by a mark of ours', { type: 'string', 'x-time': true }, isoTime, []],
    ['anything', {}, t.unknown, []],
    ['any object', { type: 'object' }, jsonObject, []],
    ['any object, said in words', { type: 'object', additionalProperties: true }, jsonObject, []],
    ['null by type', { type: ['string', 'null'] }, nullable(t.string), []],
    ['null by union', { anyOf: [text, nothing] }, nullable(t.string), []],
    ['values', { type: 'string', enum: ['a', 'b'] }, openEnum('b', 'a'), []],
    ['values with null among them', { enum: ['a', null] }, nullable(openEnum('a')), []],
    ['a constant', { const: 'a' }, openEnum('a'), []],
    ['lists', { type: 'array', items: text }, list(t.string), []],
    ['objects by name', { type: 'object', additionalProperties: text }, record(t.string), []],
    ['a union of types', { anyOf: [text, { type: 'integer' }] }, t.union([t.string, int]), []],
    ['a reference', ref('Key'), shape('Key', { id: t.string }), []],
    ['a reference with an odd name', ref('a~1b'), int, []],
    [
      'parts',
      { allOf: [ref('Key'), object({ n: text }, [])] },
      shape('K', { id: t.string }, { n: t.string }),
      [],
    ],
    [
      'a field that is required and not described',
      { type: 'object', properties: { id: text }, required: ['id', 'n'] },
      shape('K', { id: t.string, n: t.unknown }),
      [],
    ],
    [
      'a field that another part requires',
      { allOf: [object({ n: text }, []), { required: ['n'] }] },
      shape('K', { n: t.string }),
      [],
    ],
    [
      'an object without a word about its type',
      { properties: { id: text } },
      shape('K', {}, { id: t.string }),
      [],
    ],
    [
      'kinds in one flat shape',
      { oneOf: [cat, dog] },
      shape('Pet', { type: openEnum('cat', 'dog') }, { lives: int, name: t.string }),
      [],
    ],
    [
      'an object or a text',
      { anyOf: [text, ref('Key')] },
      t.union([t.string, shape('Key', { id: t.string })]),
      [],
    ],
  ]);

  tableOf('tells differences of a value', [
    [
      'null in the document',
      { type: ['string', 'null'] },
      t.string,
      [': null in the document, not in the codec'],
    ],
    ['null in the codec', text, nullable(t.string), [': null in the codec, not in the document']],
    ['another type', text, int, [': type string in the document, integer in the codec']],
    [
      'a wider type',
      { type: 'number' },
      decimal,
      [': type number in the document, number or string in the codec'],
    ],
    ['a time that is a text', text, isoTime, [': type string in the document, ISO time in the codec']],
    [
      'a time that stays a number',
      { type: 'integer', format: 'unixtime' },
      int,
      [': type Unix time in the document, integer in the codec'],
    ],
    ['a type where anything goes', {}, t.string, [': type anything in the document, string in the codec']],
    [
      'a value that may be null where anything goes',
      {},
      nullable(int),
      [': type anything in the document, integer in the codec'],
    ],
    ['values not named', { enum: ['c', 'a', 'b'] }, openEnum('b'), [': the codec does not name a, c']],
    ['values named by nobody', { enum: ['a', 'b'] }, t.string, [': the codec does not name a, b']],
    ['values of our own', text, openEnum('b', 'a'), [': the document does not name a, b']],
    ['what is left open', text, t.unknown, [': left open']],
  ]);

  tableOf('tells differences of objects and lists', [
    [
      'a missing field',
      object({ id: text, n: text }),
      shape('K', { id: t.string }),
      ['n: missing in the codec'],
    ],
    ['a missing optional field', object({ n: text }, []), shape('K', {}), ['n: missing in the codec']],
    ['a field of our own', object({}), shape('K', {}, { id: t.string }), ['id: not in the document']],
    [
      'a field of our own where nothing is said',
      { type: 'object' },
      shape('K', { id: t.string }),
      ['id: not in the document'],
    ],
    [
      'optional in the codec',
      object({ id: text }),
      shape('K', {}, { id: t.string }),
      ['id: required in the document, optional in the codec'],
    ],
    [
      'required in the codec',
      object({ id: text }, []),
      shape('K', { id: t.string }),
      ['id: required in the codec, optional in the document'],
    ],
    ['fields left open', object({ key: ref('Key') }), shape('K', { key: jsonObject }), ['key: left open']],
    ['entries left open', { type: 'object', additionalProperties: text }, jsonObject, [': left open']],
    ['elements left open', { type: 'array', items: text }, list(t.unknown), ['[]: left open']],
    [
      'several, deep inside',
      object({
        keys: { type: 'array', items: ref('Key') },
        by: { additionalProperties: ref('Key'), type: 'object' },
      }),
      shape('K', {
        keys: list(shape('Key', { id: nullable(t.string) })),
        by: record(shape('Key', { id: int })),
      }),
      [
        'keys[].id: null in the codec, not in the document',
        'by.*.id: type string in the document, integer in the codec',
      ],
    ],
    [
      'a schema within itself, as far as the codec goes',
      ref('Tree'),
      shape('Tree', { name: t.string, children: list(shape('Child', { name: t.string })) }),
      ['children[].children: missing in the codec'],
    ],
    [
      'entries of any name beside fields',
      object({ id: text }),
      record(t.string),
      ['id: missing in the codec', '*: type anything in the document, string in the codec'],
    ],
  ]);

  tableOf('makes unions flat', [
    [
      'a field of one kind is optional, of all kinds required',
      { anyOf: [cat, dog] },
      shape('Pet', { lives: int }, { type: openEnum('cat', 'dog'), name: t.string }),
      [
        'type: required in the document, optional in the codec',
        'lives: required in the codec, optional in the document',
      ],
    ],
    [
      'a field of a later kind is missed',
      { anyOf: [cat, dog] },
      shape('Pet', { type: openEnum('cat', 'dog') }, { lives: int }),
      ['name: missing in the codec'],
    ],
    [
      'one kind only, where a field tells them apart and the codec names one',
      { oneOf: [cat, dog], discriminator: { propertyName: 'type' } },
      shape('Dog', { type: openEnum('dog'), name: t.string }),
      [],
    ],
    [
      'all kinds, where the codec names several',
      { oneOf: [cat, dog], discriminator: { propertyName: 'type' } },
      shape('Pet', { type: openEnum('cat', 'dog') }),
      ['lives: missing in the codec', 'name: missing in the codec'],
    ],
    [
      'all kinds, where the codec names one that there is not',
      { oneOf: [cat, dog], discriminator: { propertyName: 'type' } },
      shape('Cow', { type: openEnum('cow') }, { lives: int, name: t.string }),
      ['type: the codec does not name cat, dog', 'type: the document does not name cow'],
    ],
    [
      'what all objects require, though another kind is none',
      { anyOf: [ref('Key'), text] },
      shape('Key', { id: t.string }),
      [': type object or string in the document, object in the codec'],
    ],
    [
      'anything, where one kind is anything, whatever the others are',
      { anyOf: [cat, {}] },
      t.string,
      [': type anything in the document, string in the codec'],
    ],
    ['anything, where one kind is anything', { anyOf: [{}, cat] }, t.unknown, []],
  ]);

  it('refuses a codec that it does not know', () => {
    expect(() => compare(text, t.type({ id: t.string }))).to.throw('is not known here');
  });

  it('refuses a reference that leads nowhere', () => {
    expect(() => compare({ ...ref('None') }, t.string, document)).to.throw(
      '#/components/schemas/None leads nowhere',
    );
  });
});
