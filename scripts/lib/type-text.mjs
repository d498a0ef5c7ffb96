import ts from 'typescript';

const { NodeBuilderFlags, ObjectFlags, TypeFlags } = ts;

/** Thrown for a type that is not plain data, such as one with methods. */
export class NotData extends Error {}

const PRIMITIVE =
  TypeFlags.Unknown |
  TypeFlags.Null |
  TypeFlags.StringLike |
  TypeFlags.NumberLike |
  TypeFlags.BigIntLike |
  TypeFlags.BooleanLike;

const isA = (type, flag) => (type.flags & flag) !== 0;

/** The members of a union as they were written (the compiler flattens unions, and remembers that it did), null last. */
const membersOf = (type) => {
  const members = (type.origin ?? type).types.filter((each) => !isA(each, TypeFlags.Undefined));
  const isNull = (each) => isA(each, TypeFlags.Null);
  return [...members.filter((each) => !isNull(each)), ...members.filter(isNull)];
};

/** The compiler knows `boolean` as a union of its two values. */
const joined = (members) =>
  [...new Set(members)]
    .map((each) => (each === 'false' && members.includes('true') ? 'boolean' : each))
    .filter((each) => each !== 'true' || !members.includes('false'))
    .join(' | ');

/** The comment of a property, line by line. */
const commentOf = ({ declarations: [declaration] = [] }) => {
  const comment = declaration && ts.getJSDocCommentsAndTags(declaration).find(ts.isJSDoc);
  const [first, ...rest] = comment?.getText().split('\n') ?? [];
  return first === undefined ? [] : [first, ...rest.map((line) => ` ${line.trim()}`)];
};

/** The compiler's view of an object type: which members it has, under which names, and which of them are optional. */
const membersAsWritten = (checker, type) => {
  const flags = NodeBuilderFlags.InTypeAlias | NodeBuilderFlags.NoTruncation;
  const node = checker.typeToTypeNode(type, undefined, flags);
  if (node === undefined || !ts.isTypeLiteralNode(node) || !node.members.every(ts.isPropertySignature)) {
    throw new NotData();
  }
  return node.members;
};

/**
 * Returns what writes types as text: an object member by member, each with its comment, unless it has a name.
 *
 * @param nameOf the name to write for a type; undefined for one that shall be written out.
 * @param refer how a symbol with a name of its own is referred to; undefined for an alias that shall be written out.
 */
export const typeWriter = ({ checker, nameOf, refer, comments = true }) => {
  const applied = (name, parameters = []) =>
    parameters.length === 0 ? name : `${name}<${parameters.map((each) => write(each)).join(', ')}>`;

  const property = (type, { name: { text: name }, modifiers = [], questionToken }) => {
    const symbol = checker.getPropertyOfType(type, name);
    const before = modifiers.map(({ kind }) => `${ts.tokenToString(kind)} `).join('');
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const value = write(checker.getTypeOfSymbol(symbol));
    return [
      ...(comments ? commentOf(symbol) : []),
      ...`${before}${key}${questionToken === undefined ? '' : '?'}: ${value};`.split('\n'),
    ];
  };

  /** An object in full, whatever it is called. */
  const writeObject = (type) => {
    const lines = membersAsWritten(checker, type).flatMap((member) => property(type, member));
    return lines.length === 0 ? '{}' : ['{', ...lines.map((line) => `  ${line}`), '}'].join('\n');
  };

  const writeArray = (type) => {
    const [element] = checker.getTypeArguments(type);
    const text = write(element);
    return `${type.symbol.name === 'ReadonlyArray' ? 'readonly ' : ''}${/ [|&] /.test(text) ? `(${text})` : text}[]`;
  };

  const write = (type) => {
    const name = nameOf(type);
    if (name !== undefined) return name;
    const alias = type.aliasSymbol === undefined ? undefined : refer(type.aliasSymbol);
    if (alias !== undefined) return applied(alias, type.aliasTypeArguments);
    if (type.isUnion()) return joined(membersOf(type).map(write));
    if (type.isIntersection()) return type.types.map(write).join(' & ');
    if (isA(type, PRIMITIVE)) return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
    if (!isA(type, TypeFlags.Object) || checker.isTupleType(type)) throw new NotData();
    if (checker.isArrayType(type)) return writeArray(type);
    return (type.objectFlags & (ObjectFlags.ClassOrInterface | ObjectFlags.Reference)) === 0
      ? writeObject(type)
      : applied(refer(type.symbol), checker.getTypeArguments(type));
  };

  return { write, writeObject };
};
