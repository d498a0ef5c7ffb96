import * as t from 'io-ts';
import { Nullable } from '../../codec/option.js';
import { Shape } from '../../codec/shape.js';

type AnyShape = Shape<Readonly<Record<string, t.Mixed>>, Readonly<Record<string, t.Mixed>>>;

const shapeOf = (codec: unknown): AnyShape | undefined => {
  if (codec instanceof Nullable) return shapeOf(codec.inner);
  return codec instanceof Shape ? (codec as AnyShape) : undefined;
};

const named = (name: string, codec: t.Mixed, mark: string): readonly string[] => {
  const inner = shapeOf(codec);
  return inner === undefined || name !== 'attributes'
    ? [`${name}${mark}`]
    : namesOf(inner).map((each) => `${name}.${each}`);
};

const namesOf = ({ required, optional }: AnyShape): readonly string[] => [
  ...Object.entries(required).flatMap(([name, codec]) => named(name, codec, '')),
  ...Object.entries(optional).flatMap(([name, codec]) => named(name, codec, '?')),
];

const variantsOf = (codec: t.Mixed): readonly t.Mixed[] =>
  codec instanceof t.UnionType ? (codec.types as readonly t.Mixed[]) : [codec];

/**
 * Returns the names of an item's known fields, an optional one with a question mark; the attributes of a resource one by one. An item
 * that comes in several forms has the fields of all of them.
 */
export const itemFields = (item: t.Mixed): readonly string[] => {
  const all = variantsOf(item).flatMap((variant) => {
    const found = shapeOf(variant);
    return found === undefined ? [] : namesOf(found);
  });
  return [...new Set(all)];
};
