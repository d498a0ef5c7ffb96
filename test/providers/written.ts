import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as t from 'io-ts';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import type { Endpoint } from '../../src/walk/index.js';

/** The lists of a provider: where its topics are, and what is no topic of one list after another. */
interface Section {
  /** The folder of the provider, below `src/providers`. */
  readonly folder: string;
  /** Folders of topics below it, in the order in which they are listed. Default: the folder itself. */
  readonly topics?: readonly string[];
  /** Lists that are made of several: the methods that they become, and where they are. */
  readonly composed?: Readonly<Record<string, { readonly name: string; readonly from: string }>>;
}

/** What is not as the folder's name says. */
const ODD: Readonly<Partial<Record<ProviderName, Omit<Section, 'folder'>>>> = {
  openai: {
    topics: ['organization', 'platform'],
    composed: {
      'projects.apiKeys.listAll': { name: 'listAllApiKeys', from: './organization/api-keys.js' },
    },
  },
};

/** The sections, in the order of the providers. */
export const SECTIONS: readonly Section[] = PROVIDERS.map((folder) => ({ folder, ...ODD[folder] }));

/** What a topic file gives to the provider. */
interface Topic {
  readonly file: string;
  /** Endpoints by the names under which they are exported. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Names of codecs, and of the types of what they decode. */
  readonly codecs: readonly string[];
}

const ROOT = join(import.meta.dirname, '../../src/providers');

/** Files of a provider’s folder that are no topic, beside its factory, which has the name of the folder. */
const NO_TOPIC = /^(?:client|codecs|describe|endpoints|index|lists|records|resource|source)\.ts$/;

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const isInternal = (node: ts.Node): boolean =>
  ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');

/** The names that a module exports and does not mark as internal: its constants, and its types. */
export const exportsOf = (text: string) => {
  const source = ts.createSourceFile('topic.ts', text, ts.ScriptTarget.Latest, true);
  const shown = source.statements.filter(
    (each) =>
      ts.canHaveModifiers(each) &&
      ts.getModifiers(each)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true &&
      !isInternal(each),
  );
  return {
    values: shown
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText())),
    types: shown
      .filter((each) => ts.isTypeAliasDeclaration(each) || ts.isInterfaceDeclaration(each))
      .map((each) => ({ name: each.name.text, text: each.getText() })),
  };
};

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'pagingOf' in value;

/** Reads a topic: what its module holds, and what its text says about it. */
export const topicOf = (file: string, text: string, module: Readonly<Record<string, unknown>>): Topic => {
  const { values, types } = exportsOf(text);
  const endpoints = values.flatMap((name) => {
    const value = module[name];
    return isEndpoint(value) ? [[name, value] as const] : [];
  });
  const codecs = values
    .filter((name) => module[name] instanceof t.Type)
    .flatMap((name) => {
      const isOf = (type: { readonly name: string; readonly text: string }): boolean =>
        type.name === capitalized(name) || type.text.endsWith(`= t.TypeOf<typeof ${name}>;`);
      return [name, ...types.filter(isOf).map((type) => `type ${type.name}`)];
    });
  return { file, endpoints: Object.fromEntries(endpoints), codecs };
};

/** A read of one object is called `get`, all else `list`. */
const verbOf = (endpoint: Endpoint): string => {
  try {
    return endpoint.pagingOf({}).one === true ? 'get' : 'list';
  } catch {
    return 'list';
  }
};

const methodOf = (endpoint: Endpoint): string =>
  [...endpoint.id.split('.').slice(1), verbOf(endpoint)].join('.');

const exportLine = (names: readonly string[], file: string): string =>
  names.length === 0 ? '' : `export { ${names.join(', ')} } from './${file.replace(/\.ts$/, '.js')}';`;

interface Branch {
  readonly [name: string]: string | Branch;
}

const withLeaf = (branch: Branch, [name = '', ...rest]: readonly string[], leaf: string): Branch => {
  const child = branch[name];
  const below = typeof child === 'object' ? child : {};
  return { ...branch, [name]: rest.length === 0 ? leaf : withLeaf(below, rest, leaf) };
};

const literal = (node: string | Branch): string =>
  typeof node === 'string'
    ? node
    : `{ ${Object.entries(node)
        .map(([name, child]) => `${name}: ${literal(child)}`)
        .join(', ')} }`;

const TREE = '/** The lists by the vendor’s resource tree: what becomes the methods of a client. */';

const NOTE = '// Written by `npm run lists` from what the topics beside it export.\n';

/** The tree of methods: those that were there keep their order, new ones come after them. */
const treeText = ({ composed = {} }: Section, topics: readonly Topic[], known: readonly string[]) => {
  const leaves = new Map([
    ...topics.flatMap(({ endpoints }) =>
      Object.entries(endpoints).map(([each, endpoint]) => [methodOf(endpoint), `endpoints.${each}`] as const),
    ),
    ...Object.entries(composed).map(([method, made]) => [method, made.name] as const),
  ]);
  const methods = new Set([...known.filter((method) => leaves.has(method)), ...leaves.keys()]);
  const branch = [...methods].reduce<Branch>(
    (all, method) => withLeaf(all, method.split('.'), leaves.get(method) ?? ''),
    {},
  );
  const imports = [
    `import * as endpoints from './endpoints.js';`,
    ...Object.values(composed).map((made) => `import { ${made.name} } from '${made.from}';`),
  ];
  return `${NOTE}${imports.join('\n')}\n\n${TREE}\nexport const lists = ${literal(branch)};\n`;
};

/** Returns what the lists of a provider are written in, from its topics: texts by their paths below `src/providers`. */
export const writtenFrom = async (
  section: Section,
  topics: readonly Topic[],
  known: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const { folder } = section;
  const style = (await resolveConfig(join(ROOT, 'a.ts'))) ?? {};
  const pretty = (text: string) => format(text, { ...style, parser: 'typescript' });
  const lines = (names: (topic: Topic) => readonly string[]): string =>
    [NOTE, ...topics.map((topic) => exportLine(names(topic), topic.file)).filter((line) => line !== '')].join(
      '\n',
    );
  return new Map([
    [`${folder}/endpoints.ts`, await pretty(lines(({ endpoints }) => Object.keys(endpoints)))],
    [`${folder}/codecs.ts`, await pretty(lines(({ codecs }) => codecs))],
    [`${folder}/lists.ts`, await pretty(treeText(section, topics, known))],
  ]);
};

const load = (path: string): Promise<Readonly<Record<string, unknown>>> =>
  import(join(ROOT, path)) as Promise<Readonly<Record<string, unknown>>>;

/** The topics of a provider, by their names. */
const topicsOf = ({ folder, topics: folders = [''] }: Section): Promise<readonly Topic[]> =>
  Promise.all(
    folders.flatMap((below) =>
      readdirSync(join(ROOT, folder, below))
        .filter((file) => file.endsWith('.ts') && !NO_TOPIC.test(file) && file !== `${folder}.ts`)
        .sort()
        .map(async (name) => {
          const file = join(below, name);
          return topicOf(
            file,
            readFileSync(join(ROOT, folder, file), 'utf8'),
            await load(`${folder}/${file}`),
          );
        }),
    ),
  );

/** The methods of a tree in their order. It is read and not imported: it may name a list that is gone. */
export const methodsIn = (text: string): readonly string[] => {
  const below = (node: ts.Node, path: readonly string[]): readonly string[] =>
    ts.isObjectLiteralExpression(node)
      ? node.properties
          .filter(ts.isPropertyAssignment)
          .flatMap(({ name, initializer }) => below(initializer, [...path, name.getText()]))
      : [path.join('.')];
  return ts
    .createSourceFile('tree.ts', text, ts.ScriptTarget.Latest, true)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer === undefined ? [] : below(initializer, [])));
};

/** Returns the same from the topics that there are. */
export const written = async (section: Section): Promise<ReadonlyMap<string, string>> => {
  const tree = join(ROOT, section.folder, 'lists.ts');
  const known = existsSync(tree) ? methodsIn(readFileSync(tree, 'utf8')) : [];
  return writtenFrom(section, await topicsOf(section), known);
};

/** The path of a written file. */
export const pathOf = (file: string): string => join(ROOT, file);

const FROM_SANDBOX = '// Written by `npm run lists` from what the folders beside it serve.\n';

/** Where those names are. */
export const NAMES_FILE = join(import.meta.dirname, '../../src/sandbox/list-names.ts');

/** Returns the names of the lists that the sandbox counts and changes, in the order in which it serves them. */
export const writtenNames = async (): Promise<string> => {
  // Only then: what serves a provider is written, too.
  const { startSandbox } = await import('../../src/sandbox/index.js');
  const box = await startSandbox({ scale: 0.05 });
  const counts = Object.entries(box.control.counts());
  await box.close();
  const members = counts.map(
    ([provider, lists]) =>
      `/** Lists of \`${provider}\`. */\n${provider}: ${Object.keys(lists)
        .map((name) => `'${name}'`)
        .join(' | ')};`,
  );
  const doc = '/** The lists that can be counted and changed, by provider. */';
  return format(`${FROM_SANDBOX}${doc}\nexport interface ListNames { ${members.join('\n')} }\n`, {
    ...(await resolveConfig(NAMES_FILE)),
    parser: 'typescript',
  });
};
