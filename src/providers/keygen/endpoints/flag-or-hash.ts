import { either as E } from 'fp-ts';
import { flag, hash, type Param } from '../../../endpoint/index.js';

type Values = Readonly<Record<string, string | number | boolean>>;

/** `true` or `false`, or values by key: written `name=true` or `name[key]=value`. */
export const flagOrHash = (doc: string): Param<boolean | Values, false> => {
  const [plain, byKey] = [flag(doc), hash(doc)];
  return {
    ...byKey,
    type: 'true, false or values by key',
    check: (value) => (typeof value === 'boolean' ? E.right(value) : byKey.check(value)),
    encode: (name, value) =>
      typeof value === 'boolean' ? plain.encode(name, value) : byKey.encode(name, value),
    parse: (parts) => (parts.every((part) => part.includes('=')) ? byKey.parse(parts) : plain.parse(parts)),
  };
};
