import ts from 'typescript';

const isNamedImport = (node) =>
  ts.isImportTypeNode(node) &&
  !node.isTypeOf &&
  node.qualifier !== undefined &&
  ts.isIdentifier(node.qualifier) &&
  node.attributes === undefined;

const visit = (node, seen) => {
  seen(node);
  ts.forEachChild(node, (child) => visit(child, seen));
};

/** Every name that a module declares, imports or takes from the platform, at whatever depth: it cannot be imported beside that. */
const namesIn = (source) => {
  const names = new Set();
  visit(source, (node) => {
    if (ts.isPropertySignature(node) || ts.isMethodSignature(node)) return;
    if (node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.add(node.typeName.text);
  });
  return names;
};

/**
 * A declaration that imports each type once, at its top, where the compiler writes `import("./codec.js").User` at each place. A
 * name that something else in the file has stays as it is.
 */
export const hoisted = (text) => {
  const source = ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest, true);
  const taken = namesIn(source);
  const origins = new Map();
  const patches = [];
  visit(source, (node) => {
    if (!isNamedImport(node)) return;
    const [name, module] = [node.qualifier.text, node.argument.literal.text];
    if (taken.has(name) || (origins.get(name) ?? module) !== module) return;
    origins.set(name, module);
    patches.push([node.getStart(), node.qualifier.end, name]);
  });
  const namesFrom = (module) => [...origins].filter(([, origin]) => origin === module).map(([name]) => name);
  const imports = [...new Set(origins.values())].map(
    (module) => `import type { ${namesFrom(module).join(', ')} } from '${module}';\n`,
  );
  const body = patches.reduceRight((left, [from, to, by]) => left.slice(0, from) + by + left.slice(to), text);
  return imports.join('') + body;
};
