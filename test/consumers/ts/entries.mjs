// Each entry stands alone: what a program that imports one of them makes the compiler read, and how many types that makes.
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript-6.0';

const { exports } = JSON.parse(readFileSync('node_modules/headwater/package.json', 'utf8'));

/** The providers: what has an entry for its endpoints alone. */
const PROVIDERS = Object.keys(exports).flatMap((entry) => /^\.\/(\w+)\/endpoints$/.exec(entry)?.[1] ?? []);

/** What must not be read for the entry of a provider. */
const foreignTo = (provider) => {
  const others = PROVIDERS.filter((other) => other !== provider).join('|');
  return new RegExp(`/src/(providers/(${others})|node|sandbox|cli)/`);
};

/** What must not be read for an entry, as a part of a path. */
const FOREIGN = {
  ...Object.fromEntries(PROVIDERS.map((provider) => [`headwater/${provider}`, foreignTo(provider)])),
  'headwater/monitor': /\/src\/(?!monitor|records)/,
  'headwater/operators': /\/dist\/src\//,
};

/** How many types an entry may add to those of the packages beside it. OpenAI's, the largest, has 63 lists. */
const MOST_TYPES = Object.fromEntries(PROVIDERS.map((provider) => [`headwater/${provider}`, 8500]));

const programOf = (text) => {
  const file = 'entry.mts';
  writeFileSync(file, text);
  return ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    types: [],
  });
};

const importOf = (specifiers) =>
  programOf(
    specifiers
      .map((each, index) => `import * as e${index} from '${each}';\nexport const a${index} = e${index};\n`)
      .join(''),
  );

const own = (program) =>
  program
    .getSourceFiles()
    .map(({ fileName }) => fileName)
    .filter((name) => name.includes('/headwater/dist/'));

const typesOf = (program) => {
  program.getSemanticDiagnostics();
  return program.getTypeCount();
};

const say = (good, line) => console.log(`${good ? 'ok' : 'not ok'} ${line}`);

say(PROVIDERS.length > 0, `the providers are ${PROVIDERS.join(', ')}`);
const peers = typesOf(importOf(['rxjs', 'io-ts', 'fp-ts']));
for (const [entry, foreign] of Object.entries(FOREIGN)) {
  const program = importOf([entry]);
  const files = own(program);
  const strange = files.filter((name) => foreign.test(name.slice(name.indexOf('/headwater/dist/'))));
  say(
    files.length > 0 && strange.length === 0,
    `${entry} reads ${files.length} declarations, none of a stranger ${strange.join(' ')}`,
  );
  const most = MOST_TYPES[entry];
  if (most === undefined) continue;
  const added = typesOf(program) - peers;
  say(added <= most, `${entry} makes at most ${most} types above its peers: ${added}`);
}

/** What an editor shows for a const. */
const shownFor = (program, name) => {
  const checker = program.getTypeChecker();
  const [symbol] = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile('entry.mts')))
    .filter((each) => each.name === name);
  return checker.typeToString(checker.getTypeOfSymbol(symbol));
};

const shown = shownFor(
  programOf(`import { openai } from 'headwater/openai';
export const keys = openai({ adminKey: 'key' }).projects.apiKeys.list({ project_id: 'proj_abc' });
`),
  'keys',
);
say(shown === 'Listing<ProjectApiKey, ListEnvelope>', `a list is shown by the name of its items: ${shown}`);
