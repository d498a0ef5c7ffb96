import { dirname, join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { namedDeclarations } from '../../scripts/lib/named-types.mjs';
import { configOf } from '../../scripts/lib/ts-config.mjs';
import { PROVIDERS } from '../../src/providers/names.js';

const root = process.cwd();

const IN_FULL = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;

/** Which exports of a provider differ from those of its source: never, where none does. */
const CHECK = `
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Forms<X> = X extends { readonly _A: infer A; readonly _O: infer O } ? { a: A; o: O } : X;
type Differing<A, B> = {
  [K in keyof A]: K extends keyof B ? (Same<Forms<A[K]>, Forms<B[K]>> extends true ? never : K) : K;
}[keyof A];
${PROVIDERS.map((name) => `export type ${name} = Differing<typeof import('../providers/${name}/index.js'), typeof import('./${name}/index.js')>;`).join('\n')}
`;

const SHOP = `import * as t from 'io-ts';
import { jsonObject, list, nullish, openEnum, record, shape, unixSeconds } from '../../codec/index.js';
import { lastId } from '../../paging/index.js';
import { oneOf, vendorEndpoint } from '../../walk/index.js';
import { secretString } from '../../codec/index.js';

export const owner = shape('Owner', { id: t.string });
export type Owner = t.TypeOf<typeof owner>;

/** A shop. */
export const shop = shape(
  'Shop',
  {
    /** When it
     * opened. */
    opened: unixSeconds,
    owners: list(owner),
    kind: openEnum('a', 'b'),
    'x-y': secretString,
  },
  nullish({ more: jsonObject, main: owner, open: t.boolean, place: shape('Place', { sizes: list(t.union([t.number, t.string])) }) }),
);
export type Shop = t.TypeOf<typeof shop>;

export const prices = record(shape('Price', { at: unixSeconds }));
export type Prices = t.TypeOf<typeof prices>;

export const shops = vendorEndpoint({
  id: 'acme.shops',
  path: '/shops',
  params: { order: oneOf(['asc', 'desc'], 'The order.') },
  paging: lastId(),
  item: shop,
  envelope: owner,
  key: ['id'],
});
`;

const SHIPPED_SHOP = `import * as t from 'io-ts';
export declare const owner: import("io-ts").Type<Owner>;
export type Owner = {
  readonly id: string;
};
/** A shop. */
export declare const shop: import("io-ts").Type<Shop, ShopWire>;
export type Shop = {
  /** When it
   * opened. */
  readonly opened: Date;
  readonly owners: readonly Owner[];
  readonly kind: import("../../codec/open-enum.js").OpenEnum<"a" | "b">;
  readonly "x-y": import("../../http/secret.js").Secret<string>;
  readonly more?: Readonly<Record<string, unknown>> | null;
  readonly main?: Owner | null;
  readonly open?: boolean | null;
  readonly place?: {
    readonly sizes: readonly (string | number)[];
  } | null;
};
export type ShopWire = {
  readonly opened: number;
  readonly owners: readonly Owner[];
  readonly kind: import("../../codec/open-enum.js").OpenEnum<"a" | "b">;
  readonly "x-y": string;
  readonly more?: Readonly<Record<string, unknown>> | null;
  readonly main?: Owner | null;
  readonly open?: boolean | null;
  readonly place?: {
    readonly sizes: readonly (string | number)[];
  } | null;
};
export declare const prices: import("../../codec/record.js").RecordOf<{
    readonly at: Date;
}, {
    readonly at: number;
}>;
export type Prices = t.TypeOf<typeof prices>;
export declare const shops: import("../../endpoint/endpoint.js").Endpoint<{
    order: import("../../walk/index.js").Param<"asc" | "desc", false>;
}, Shop, ShopWire, Owner>;
`;

/** A program over files of the checkout, and over files that exist here only. */
const programOver = (
  rootNames: readonly string[],
  files: ReadonlyMap<string, string>,
  before?: ts.Program,
): ts.Program => {
  const { tsBuildInfoFile: _file, ...built } = configOf(root, 'tsconfig.build.json')?.options ?? {};
  const options: ts.CompilerOptions = {
    ...built,
    incremental: false,
    // What is emitted is all that is asked of the sources: they are checked elsewhere.
    noCheck: before === undefined,
  };
  const disk = ts.createCompilerHost(options, true);
  const folders = new Set([...files.keys()].map((file) => dirname(file)));
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    directoryExists: (folder) => folders.has(folder) || ts.sys.directoryExists(folder),
    readFile: (file) => files.get(file) ?? disk.readFile(file),
    getSourceFile: (file, target, ...rest) => {
      const text = files.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, target, true);
      return before?.getSourceFile(file) ?? disk.getSourceFile(file, target, ...rest);
    },
  };
  return ts.createProgram({ rootNames, options, host });
};

const declarationsOf = (program: ts.Program): ReadonlyMap<string, string> => {
  const declarationOf = (file: string): string => {
    let text = '';
    program.emit(
      program.getSourceFile(file),
      (_name, written) => {
        text = written;
      },
      undefined,
      true,
    );
    return text;
  };
  const isNamed = (file: string): boolean => file.includes('/src/providers/');
  return namedDeclarations({ program, isNamed, declarationOf });
};

describe('the declarations of providers', () => {
  const shopFile = join(root, 'src/providers/acme/shop.ts');
  const indices = PROVIDERS.map((name) => join(root, `src/providers/${name}/index.ts`));
  let program: ts.Program;
  let declarations: ReadonlyMap<string, string>;

  before(() => {
    program = programOver([shopFile, ...indices], new Map([[shopFile, SHOP]]));
    declarations = declarationsOf(program);
  });

  it('write each item once, with its comments, and name it everywhere else', () => {
    expect(declarations.get(shopFile)).to.equal(SHIPPED_SHOP);
  });

  it('hold the types of the source, and no others', () => {
    const shipped = (file: string): string => file.replace('/src/providers/', '/src/shipped/');
    const files = new Map(
      [...declarations].map(([file, text]) => [shipped(file).replace(/\.ts$/, '.d.ts'), text]),
    );
    const check = join(root, 'src/shipped/check.ts');
    files.set(check, CHECK);
    const again = programOver([check], files, program);
    const checker = again.getTypeChecker();
    const named = (name: string): string => {
      const statement = again
        .getSourceFile(check)
        ?.statements.find((each) => ts.isTypeAliasDeclaration(each) && each.name.text === name);
      return statement === undefined
        ? 'nothing of this name'
        : checker.typeToString(checker.getTypeAtLocation(statement), undefined, IN_FULL);
    };
    const differing = PROVIDERS.map((name) => named(name));
    expect(differing).to.deep.equal(PROVIDERS.map(() => 'never'));
    const found = [...files.keys()]
      .map((file) => again.getSourceFile(file))
      .filter((source) => source !== undefined)
      .flatMap((source) => again.getSemanticDiagnostics(source));
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).to.deep.equal(
      [],
    );
  });
});
