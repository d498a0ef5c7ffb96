import { expect } from 'chai';
import fc from 'fast-check';
import { either as E } from 'fp-ts';
import type * as t from 'io-ts';

import { readerOf, inPlaceReaderOf } from '../../src/codec/index.js';
import { wireOf } from './arbitrary.js';

/** Returns the decoded value, or fails the test with the codec's own report. */
export const decoded = <A, O>(codec: t.Type<A, O>, wire: unknown): A => {
  const result = codec.decode(wire);
  if (E.isLeft(result)) {
    throw new Error(pathsOf(result.left).join(', '));
  }
  return result.right;
};

/** Returns where the errors are: the names from the outermost codec to the one that refused, and the keys between. */
export const pathsOf = (errors: t.Errors): readonly string[] =>
  errors.map(({ context }) => context.map(({ key, type }) => `${key}: ${type.name}`).join(' / '));

/** Tells whether a codec refuses a value, and checks on the way that its guard and its report agree. */
export const refuses = (codec: t.Mixed, wire: unknown): boolean => {
  const result = codec.decode(wire);
  if (E.isLeft(result)) {
    expect(result.left, 'a refusal says why').to.not.be.empty;
  } else {
    expect(codec.is(result.right), 'what is decoded passes the guard').to.equal(true);
  }
  return E.isLeft(result);
};

/** The laws that every codec of a wire object keeps, over items that are generated from the codec itself. */
export const itKeepsTheCodecLaws = (codec: t.Mixed): void => {
  const runs = { numRuns: 25 };

  it('decode, encode, decode = decode', () => {
    fc.assert(
      fc.property(wireOf(codec, { canonical: false }), (wire) => {
        const once: unknown = decoded(codec, wire);
        expect(decoded(codec, codec.encode(once)), 'again').to.deep.equal(once);
        expect(codec.is(once), 'guard').to.equal(true);
      }),
      runs,
    );
  });

  it('encode after decode = identity but for secrets, masked, and timestamps, canonical', () => {
    fc.assert(
      fc.property(wireOf(codec), (wire) => {
        expect(codec.encode(decoded(codec, wire))).to.deep.equal(wire);
      }),
      runs,
    );
  });

  it('keeps unknown fields, and null and absent as they are', () => {
    fc.assert(
      fc.property(wireOf(codec, { canonical: false }), (wire) => {
        expect(signsOf(decoded(codec, wire))).to.deep.equal(signsOf(wire));
      }),
      runs,
    );
  });

  it('leaves its input alone', () => {
    fc.assert(
      fc.property(wireOf(codec, { canonical: false }), (wire) => {
        const before = structuredClone(wire);
        codec.encode(decoded(codec, wire));
        expect(wire).to.deep.equal(before);
      }),
      runs,
    );
  });

  it('reading in place answers as reading does, over replies that fit and replies that do not', () => {
    fc.assert(
      fc.property(wireOf(codec, { canonical: false }), fc.option(spoiling), (wire, spoil) => {
        const text = JSON.stringify(spoil === null ? wire : spoiled(wire, spoil));
        const read: unknown = readerOf(codec)(JSON.parse(text));
        expect(inPlaceReaderOf(codec)(JSON.parse(text))).to.deep.equal(read);
      }),
      { numRuns: 100 },
    );
  });

  it('`__proto__` in a reply replaced the prototype of a decoded item (measured, io-ts): here it is dropped', () => {
    const [sample] = fc.sample(wireOf(codec), 1);
    const text = JSON.stringify(sample).replace(/^\{/, '{"__proto__":{"admin":true},').replace(/,\}$/, '}');
    const wire: unknown = JSON.parse(text);
    const item = decoded(codec, wire) as object;
    expect(Object.getPrototypeOf(item)).to.equal(Object.prototype);
    expect(Object.hasOwn(item, '__proto__')).to.equal(false);
    expect('admin' in item).to.equal(false);
  });
};

interface Spoiling {
  readonly place: number;
  /** What stands there instead; nothing takes the place away. */
  readonly by: { readonly value: unknown } | undefined;
}

const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  place: fc.nat(),
  by: fc.option(fc.record({ value: fc.constantFrom<unknown>(null, 'x', 1, 1.5, -1, true, [], {}) }), {
    nil: undefined,
  }),
});

const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const placesIn = (value: Record<string, unknown>): (readonly [Record<string, unknown>, string])[] =>
  Object.entries(value).flatMap(([key, inner]) => [
    [value, key] as const,
    ...(isContainer(inner) ? placesIn(inner) : []),
  ]);

/** A copy in which one value, somewhere, is another one or gone. */
const spoiled = (wire: unknown, { place, by }: Spoiling): unknown => {
  const copy: unknown = JSON.parse(JSON.stringify(wire));
  const places = isContainer(copy) ? placesIn(copy) : [];
  const chosen = places[place % Math.max(1, places.length)];
  if (chosen === undefined) return copy;
  const [container, key] = chosen;
  if (by !== undefined) container[key] = by.value;
  else if (!Array.isArray(container)) Reflect.deleteProperty(container, key);
  return copy;
};

/** Where members of objects stand, with the path as a codec has it: `[]` for an element of an array. */
const membersIn = (
  value: unknown,
  path = '',
): readonly (readonly [path: string, container: Record<string, unknown>, key: string])[] => {
  if (Array.isArray(value)) return value.flatMap((each) => membersIn(each, `${path}[]`));
  if (!isContainer(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return [[place, value, key] as const, ...membersIn(inner, place)];
  });
};

/**
 * What an item needs, and no more: each of these members, null or absent, refuses it; whatever others are null or absent, it
 * decodes and keeps the law of round trip.
 *
 * @param needed - paths such as `attributes.created` or `rows[].id`
 */
export const itNeedsOnly = (codec: t.Mixed, needed: readonly string[]): void => {
  const [whole] = fc.sample(wireOf(codec, { whole: true }), { numRuns: 1, seed: 1 });

  for (const path of needed) {
    it(`needs ${path}, which is neither null nor absent`, () => {
      const withoutIt = (change: (container: Record<string, unknown>, key: string) => void): unknown => {
        const copy: unknown = structuredClone(whole);
        const places = membersIn(copy).filter(([place]) => place === path);
        expect(places).not.to.have.length(0);
        for (const [, container, key] of places) change(container, key);
        return copy;
      };
      expect(refuses(codec, whole), 'as it is').to.equal(false);
      expect(
        refuses(
          codec,
          withoutIt((at, key) => (at[key] = null)),
        ),
      ).to.equal(true);
      expect(
        refuses(
          codec,
          withoutIt((at, key) => Reflect.deleteProperty(at, key)),
        ),
      ).to.equal(true);
    });
  }

  it('needs nothing else: whatever is null or gone, the item decodes, and comes back as it came', () => {
    fc.assert(
      fc.property(
        wireOf(codec, { whole: true }),
        fc.infiniteStream(fc.constantFrom<'keep' | 'null' | 'gone'>('keep', 'null', 'gone')),
        (item, decisions) => {
          const wire = structuredClone(item);
          for (const [path, container, key] of membersIn(wire)) {
            const { value } = decisions.next() as IteratorYieldResult<'keep' | 'null' | 'gone'>;
            const decision = needed.includes(path) ? 'keep' : value;
            if (decision === 'null') container[key] = null;
            if (decision === 'gone') Reflect.deleteProperty(container, key);
          }
          const once: unknown = decoded(codec, wire);
          expect(codec.encode(once)).to.deep.equal(wire);
          expect(decoded(codec, codec.encode(once))).to.deep.equal(once);
        },
      ),
      { numRuns: 60 },
    );
  });
};

// Where every key stands, and where null does: what decoding must not change.
const signsOf = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(signsOf);
  }
  if (value === null) {
    return null;
  }
  return typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, signsOf(inner)]))
    : '?';
};
