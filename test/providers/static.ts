import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import { exportsOf } from './written.js';

const ROOT = join(import.meta.dirname, '../..');
const NOTE = '// Written by `npm run lists` from src/providers/names.ts and the folder of each provider.\n';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The files of the public operators, by their names: each is called as the function that it exports, but for the errors. */
const OPERATOR_FILES = readdirSync(join(ROOT, 'operators'))
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const operatorsText = (): string =>
  [
    '// Written by `npm run lists` from the files beside it.',
    ...OPERATOR_FILES.map((file) => `export * from './${file}.js';`),
  ].join('\n');

/** Names that an entry of the root must export beside those that each provider has. */
const BESIDE: Readonly<Partial<Record<string, readonly string[]>>> = { openai: ['usageRows'] };

/** What the root exports of a provider: the factory, the source, and the types of both and of their options. */
const rootNames = (name: string): readonly string[] => {
  const of = (file: string) => exportsOf(read(`src/providers/${name}/${file}.ts`));
  const types = [
    ...of(name).types,
    ...of('client').types.filter((type) => /^[A-Z]\w*Options$/.test(type.name)),
    ...of('source').types.filter((type) => /^[A-Z]\w*SourceOptions$/.test(type.name)),
  ];
  return [name, `${name}Source`, ...(BESIDE[name] ?? []), ...types.map((type) => `type ${type.name}`)];
};

const importsFrom = (
  file: string,
  name: (provider: string) => string,
  binding: (provider: string) => string,
) =>
  PROVIDERS.map((provider) => `import { ${binding(provider)} } from '${file}${name(provider)}';`).join('\n');

/** The types of what the servers hand out, by provider. */
const accessesText = (): string => {
  const named = PROVIDERS.map((name) => {
    const [access] = exportsOf(read(`src/sandbox/${name}/served.ts`)).types;
    return [name, access?.name ?? 'never'] as const;
  });
  const lines = (text: (name: string, access: string) => string): string =>
    named.map(([name, access]) => text(name, access)).join('\n');
  return `${lines((name, access) => `import type { ${access} } from './${name}/served.js';`)}

export type { ${named.map(([, access]) => access).join(', ')} };

/** What the factory of each provider takes. */
export interface Accesses { ${lines((name, access) => `/** For the factory \`${name}\`. */\nreadonly ${name}: ${access};`)} }`;
};

const SOURCES: Readonly<Record<string, () => string>> = {
  'src/providers/entries.ts': () =>
    PROVIDERS.map((name) => `export { ${rootNames(name).join(', ')} } from './${name}/index.js';`).join('\n'),
  'src/providers/descriptions.ts': () =>
    `${importsFrom(
      './',
      (name) => `${name}/describe.js`,
      (name) => name,
    )}

/** What there is to know of each provider without loading it. */
export const DESCRIPTIONS = { ${PROVIDERS.join(', ')} };`,
  'src/sandbox/served.ts': () =>
    `${importsFrom(
      './',
      (name) => `${name}/served.js`,
      (name) => name,
    )}

/** What serves each provider. */
export const SERVED = { ${PROVIDERS.join(', ')} };`,
  'src/sandbox/accesses.ts': accessesText,
  'src/cli/catalog/trees.ts': () =>
    `${importsFrom(
      '../../providers/',
      (name) => `${name}/lists.js`,
      (name) => `lists as ${name}`,
    )}

/** The lists of all providers, by the names of the methods of their clients. */
export const TREES = { ${PROVIDERS.join(', ')} };`,
};

/** What the page says of credentials: it loads nothing of a provider. */
const credentialNames = async (): Promise<string> => {
  const rows = await Promise.all(
    PROVIDERS.map(async (name) => {
      const described = (await import(join(ROOT, `src/providers/${name}/describe.ts`))) as Readonly<
        Record<string, { readonly credential: object }>
      >;
      return `${name}: ${JSON.stringify(described[name]?.credential)}`;
    }),
  );
  return `/** What a credential of each provider is called, and the vendor's own page on it. */
export const NAMED: Readonly<Record<string, { readonly noun: string; readonly docs?: string }>> = { ${rows.join(', ')} };`;
};

type Entries = Readonly<Record<string, unknown>>;

/** The entries of a JSON object with those of the providers behind that of the operators, and no others of theirs. */
const withProviders = (entries: Entries, own: (name: ProviderName) => Entries): Entries => {
  const others = Object.entries(entries).filter(([entry]) => !/^\.\/\w+\/endpoints$/.test(entry));
  const isOther = ([entry]: readonly [string, unknown]): boolean => !(`${entry}/endpoints` in entries);
  const kept = others.filter(isOther);
  const at = kept.findIndex(([entry]) => entry === './operators') + 1;
  const theirs = PROVIDERS.flatMap((name) => Object.entries(own(name)));
  return Object.fromEntries([...kept.slice(0, at), ...theirs, ...kept.slice(at)]);
};

const builtAt = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` });

const packageText = (): string => {
  const manifest = JSON.parse(read('package.json')) as { readonly exports: Entries };
  const entries = withProviders(manifest.exports, (name) => ({
    [`./${name}`]: builtAt(`src/providers/${name}/index`),
    [`./${name}/endpoints`]: builtAt(`src/providers/${name}/endpoints`),
  }));
  return JSON.stringify({ ...manifest, exports: entries });
};

/**
 * The names that a release must go on exporting: those that there are stay, each provider has its own, and each operator the name of
 * its file. What else such a file exports is no operator, and whether it is public is decided by hand.
 */
const surfaceText = async (): Promise<string> => {
  const surface = JSON.parse(read('test/consumers/surface.json')) as Readonly<
    Record<string, readonly string[]>
  >;
  const root = PROVIDERS.flatMap((name) => [name, `${name}Source`]);
  const endpoints = await Promise.all(
    PROVIDERS.map(async (name) => {
      const module = (await import(join(ROOT, `src/providers/${name}/endpoints.ts`))) as object;
      return [name, Object.keys(module).slice(0, 1)] as const;
    }),
  );
  const first = new Map<string, readonly string[]>(endpoints);
  const withOwn = withProviders(surface, (name) => ({
    [`./${name}`]: surface[`./${name}`] ?? [name, `${name}Source`, `${name}Client`, 'endpoints', 'records'],
    [`./${name}/endpoints`]: surface[`./${name}/endpoints`] ?? first.get(name),
  }));
  const operators = OPERATOR_FILES.filter((file) => file !== 'errors');
  const atLeast = (entry: string, names: readonly string[]) => ({
    [entry]: [...new Set([...(surface[entry] ?? []), ...names])],
  });
  return JSON.stringify({ ...withOwn, ...atLeast('.', root), ...atLeast('./operators', operators) });
};

/** Returns the texts that name each provider or each operator and must be static, by their paths. */
export const staticTexts = async (): Promise<ReadonlyMap<string, string>> => {
  const pretty = async (path: string, text: string): Promise<string> =>
    format(text, { ...(await resolveConfig(join(ROOT, path))), filepath: join(ROOT, path) });
  const texts: readonly (readonly [string, string])[] = [
    ['operators/index.ts', operatorsText()],
    ...Object.entries(SOURCES).map(([path, text]) => [path, `${NOTE}${text()}\n`] as const),
    ['web/src/app/lib/credential-names.ts', `${NOTE}${await credentialNames()}\n`],
    ['package.json', packageText()],
    ['test/consumers/surface.json', await surfaceText()],
  ];
  const made = await Promise.all(
    texts.map(async ([path, text]) => [path, await pretty(path, text)] as const),
  );
  return new Map(made);
};

/** The path of such a text. */
export const staticPath = (path: string): string => join(ROOT, path);
