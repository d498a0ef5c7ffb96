import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Below the checkout, so that packages are found; what is built here is thrown away. */
const PROGRAMS = join(ROOT, 'build/programs');

const ENTRY = 'program';
const EXTERNAL = /^[^./#]/;
const ALIAS = {
  '#transport': join(ROOT, 'src/http/node/transport.ts'),
  '#system': join(ROOT, 'src/http/system.ts'),
  '#cross-fetch': join(ROOT, 'src/http/web/cross-fetch.ts'),
};

interface Program {
  /** The script that `node` runs. */
  readonly script: string;
  /** Where its scripts lie. */
  readonly folder: string;
}

/** `one`: as few scripts as a bundle has, which start in half the time. `each`: one for each module, by its path from the root. */
export type Scripts = 'one' | 'each';

let ofRun: string | undefined;

/** One folder for all programs of a run, which goes with it. */
const runFolder = (): string => {
  if (ofRun !== undefined) return ofRun;
  mkdirSync(PROGRAMS, { recursive: true });
  const folder = mkdtempSync(join(PROGRAMS, 'run-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return (ofRun = folder);
};

const compile = async (path: string, scripts: Scripts): Promise<Program> => {
  const folder = join(runFolder(), `p${String(programs.size)}`);
  const bundling = await rolldown({
    cwd: ROOT,
    input: { [ENTRY]: path },
    external: EXTERNAL,
    platform: 'node',
    logLevel: 'silent',
    treeshake: scripts === 'one',
    resolve: { alias: ALIAS, extensionAlias: { '.js': ['.ts', '.js'], '.mjs': ['.mjs'] } },
  });
  await bundling.write({
    dir: folder,
    format: 'esm',
    ...(scripts === 'each' && { preserveModules: true, preserveModulesRoot: ROOT }),
    entryFileNames: '[name].js',
  });
  await bundling.close();
  return { folder, script: join(folder, `${ENTRY}.js`) };
};

const programs = new Map<string, Promise<Program>>();

/**
 * Resolves to a program of the tests that has been compiled as it stands, once in a run. To start TypeScript through a loader
 * takes seconds each time, and some tests start a process twenty times.
 */
export const programOf = (url: URL, scripts: Scripts = 'one'): Promise<Program> => {
  const path = fileURLToPath(url);
  const name = `${scripts} ${path}`;
  const found = programs.get(name) ?? compile(path, scripts);
  programs.set(name, found);
  return found;
};
