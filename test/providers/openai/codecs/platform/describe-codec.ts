import { expect } from 'chai';
import type * as t from 'io-ts';
import { decoded, itAllows, itKeepsTheCodecLaws, type Presence } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

/** The fields of a codec by what may become of them, as the documentation says: names with spaces between. */
export type FieldsBy = Readonly<Partial<Record<Presence, string>>>;

const tableOf = (fields: FieldsBy): Readonly<Record<string, Presence>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([presence, names]) =>
      names.split(/\s+/).map((name) => [name, presence as Presence]),
    ),
  );

/** Describes a part of an item: its fields. */
export const describePart = (codec: t.Mixed, fields: FieldsBy): void => {
  itAllows(codec, tableOf(fields));
};

/** Describes the codec of an item: the laws, its fields, and the documentation's example, which goes through unchanged. */
export const describeCodec = (codec: t.Mixed, fields: FieldsBy, example?: string): void => {
  describe(codec.name, () => {
    itKeepsTheCodecLaws(codec);
    describePart(codec, fields);
    if (example === undefined) return;
    const { items } = page(`openai/platform/${example}.json`, 'data');
    it(`decodes the documentation's example, ${String(items.length)} items`, () => {
      expect(items).to.have.length.above(0);
      for (const wire of items) {
        const item: unknown = decoded(codec, wire);
        expect(codec.encode(item)).to.deep.equal(wire);
        for (const name of ['created_at', 'created']) {
          const seconds = (wire as Readonly<Record<string, unknown>>)[name];
          if (seconds !== undefined)
            expect(item).to.have.deep.property(name, new Date(Number(seconds) * 1000));
        }
      }
    });
  });
};
