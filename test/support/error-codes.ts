import { readFileSync } from 'node:fs';
import ts from 'typescript';

const FILE = new URL('../../src/http/error-codes.ts', import.meta.url);

/** The members of a type: the texts of a union, those of the unions that it names included. */
const membersOf = (type: ts.TypeNode, types: ReadonlyMap<string, ts.TypeNode>): readonly string[] => {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((each) => membersOf(each, types));
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  const named =
    ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)
      ? types.get(type.typeName.text)
      : undefined;
  if (named === undefined) throw new Error(`no code and no union of codes: ${type.getText()}`);
  return membersOf(named, types);
};

/** Returns the codes of a type of src/http/error-codes.ts, as its source lists them. */
export const codesOf = (name: string): readonly string[] => {
  const source = ts.createSourceFile(
    'error-codes.ts',
    readFileSync(FILE, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const types = new Map(
    source.statements.filter(ts.isTypeAliasDeclaration).map((each) => [each.name.text, each.type] as const),
  );
  const type = types.get(name);
  if (type === undefined) throw new Error(`there is no type ${name}`);
  return membersOf(type, types);
};
