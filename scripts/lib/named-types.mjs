// Items by their names. The compiler writes out the type of a list: its items, what they are on the wire, and the codec with every
// codec within it. Whoever imports a provider would have all of that checked, and an editor would show it. Here each of these
// types is written once, where the source names it (`export type User = t.TypeOf<typeof user>`), and named everywhere else.
import { dirname, relative, sep } from 'node:path';
import ts from 'typescript';
import { NotData, typeWriter } from './type-text.mjs';

/** The const whose decoded form a statement names: `user` of `export type User = t.TypeOf<typeof user>`. */
const codecNamedBy = (statement) => {
  if (!ts.isTypeAliasDeclaration(statement) || !ts.isTypeReferenceNode(statement.type)) return undefined;
  const [query] = statement.type.typeArguments ?? [];
  return statement.type.typeName.getText() === 't.TypeOf' && query !== undefined && ts.isTypeQueryNode(query)
    ? query.exprName.getText()
    : undefined;
};

const constantsOf = ({ statements }) =>
  new Map(
    statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => [...declarationList.declarations])
      .map((declaration) => [declaration.name.getText(), declaration]),
  );

/** What a codec decodes to, and what it encodes to; undefined for anything else. */
const formsOf = (checker, type) => {
  const [decoded, encoded] = ['_A', '_O'].map((name) => checker.getPropertyOfType(type, name));
  return decoded === undefined || encoded === undefined
    ? undefined
    : { decoded: checker.getTypeOfSymbol(decoded), encoded: checker.getTypeOfSymbol(encoded) };
};

/** How a name is written in one file that is declared in another one. */
const nameFrom = (file, { file: origin, name }) => {
  if (file === origin) return name;
  const path = relative(dirname(file), origin).split(sep).join('/').replace(/\.ts$/, '.js');
  return `import("${path.startsWith('.') ? path : `./${path}`}").${name}`;
};

/** How a symbol is written in a file: what the codecs make of their fields has no name that says anything. */
const referFrom = (file) => (symbol) => {
  const [declaration] = symbol.declarations;
  const origin = declaration.getSourceFile().fileName;
  if (/\/typescript\/lib\/lib\.[^/]+$/.test(origin)) return symbol.name;
  const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  if (origin.endsWith('/codec/shape.ts') || (!isExported && origin !== file)) return undefined;
  if (origin.includes('/node_modules/')) throw new NotData();
  return nameFrom(file, { file: origin, name: symbol.name });
};

/** What a function returns; undefined where it meets a type that is not plain data. */
const unlessNotData = (make) => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotData) return undefined;
    throw error;
  }
};

/** The names of a codec's forms: one where they are the same, else two. */
const namesOfForms = (checker, source, { statement, constant }) => {
  const { decoded, encoded } = formsOf(checker, checker.getTypeAtLocation(constant.name));
  const own = { file: source.fileName, name: statement.name.text };
  const plain = typeWriter({
    ...{ checker, comments: false },
    ...{ nameOf: () => undefined, refer: referFrom(source.fileName) },
  });
  const texts = unlessNotData(() => [decoded, encoded].map((each) => plain.writeObject(each)));
  if (texts === undefined) return [];
  const wire = texts[0] === texts[1] ? own : { ...own, name: `${own.name}Wire` };
  return [
    [encoded, wire],
    [decoded, own],
  ];
};

/** The names of the types that sources name, by type. */
const namesOf = (checker, sources) =>
  new Map(
    sources.flatMap((source) => {
      const constants = constantsOf(source);
      return source.statements
        .map((statement) => ({ statement, constant: constants.get(codecNamedBy(statement)) }))
        .filter(({ constant }) => constant !== undefined)
        .flatMap((named) => namesOfForms(checker, source, named));
    }),
  );

const isEndpoint = (node) =>
  ts.isImportTypeNode(node) && node.qualifier?.getText() === 'Endpoint' && node.typeArguments?.length === 4;

const replaced = (node, text) => [node.getStart(), node.end, text];

/** What replaces parts of the declarations of one module. */
const patchesFor = ({ checker, names, source }) => {
  const { fileName: file } = source;
  const constants = constantsOf(source);
  const nameOf = (type) => (names.has(type) ? nameFrom(file, names.get(type)) : undefined);
  const options = { checker, nameOf, refer: referFrom(file) };
  const { write, writeObject } = typeWriter(options);
  const typeOf = (name) => checker.getTypeAtLocation(constants.get(name).name);

  /** `export type User = …`, and `UserWire` behind it where the wire form differs. */
  const alias = (statement) => {
    const { decoded, encoded } = formsOf(checker, typeOf(codecNamedBy(statement)));
    if (!names.has(decoded)) return [];
    const [name, wire] = [decoded, encoded].map((each) => names.get(each).name);
    const wireText = () => typeWriter({ ...options, comments: false }).writeObject(encoded);
    return [
      replaced(statement.type, writeObject(decoded)),
      ...(wire === name ? [] : [[statement.end, statement.end, `\nexport type ${wire} = ${wireText()};`]]),
    ];
  };

  /** `const users: Endpoint<…, User, UserWire, ListEnvelope>`: the parameters stay as they are. */
  const endpoint = (node, type) =>
    node.typeArguments
      .map((argument, index) => replaced(argument, write(checker.getTypeArguments(type)[index])))
      .slice(1);

  /** `const user: Type<User, UserWire>`. */
  const codec = (node, { decoded, encoded }) => {
    const parameters = [...new Set([decoded, encoded].map(nameOf))];
    return [replaced(node, `import("io-ts").Type<${parameters.join(', ')}>`)];
  };

  const constant = ({ name, type: node }) => {
    if (node === undefined) return [];
    const type = typeOf(name.getText());
    if (isEndpoint(node)) return endpoint(node, type);
    const forms = formsOf(checker, type);
    return names.has(forms?.decoded) ? codec(node, forms) : [];
  };

  return (statement) => {
    if (constants.has(codecNamedBy(statement))) return alias(statement);
    return ts.isVariableStatement(statement) ? statement.declarationList.declarations.flatMap(constant) : [];
  };
};

/** The declarations of one module, by the names of its types; `text` is what the compiler wrote. */
const rewritten = (module, text) => {
  const patchesOf = patchesFor(module);
  const { statements } = ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest, true);
  return statements
    .flatMap((statement) => unlessNotData(() => patchesOf(statement)) ?? [])
    .reduceRight((left, [from, to, by]) => left.slice(0, from) + by + left.slice(to), text);
};

/**
 * The declarations of some sources of a program, with types by their names.
 *
 * @param declarationOf what the compiler wrote for a source.
 */
export const namedDeclarations = ({ program, isNamed, declarationOf }) => {
  const checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter(({ fileName }) => isNamed(fileName));
  const names = namesOf(checker, sources);
  return new Map(
    sources.map((source) => [
      source.fileName,
      rewritten({ checker, names, source }, declarationOf(source.fileName)),
    ]),
  );
};
