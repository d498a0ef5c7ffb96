import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnv, run } from './run.mjs';

/** What the page is made of, apart from its packages. */
const OWN = ['src', 'public', 'angular.json', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** What of the library the page may import, however deep; the other rooms do not run in browsers. */
const LIBRARY = ['operators', 'src/angular', 'src/monitor', 'src/records', 'src/http', 'package.json'];

const filesBelow = (path) => {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path)
      .sort()
      .flatMap((name) => filesBelow(join(path, name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
};

/** Changes when any of the files does; times do not count, since a checkout gives all files the same. */
const hashOf = (folder, paths) => {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesBelow(join(folder, path))))
    hash
      .update(`${file.slice(folder.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
};

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** Packages of the page, from its own lockfile, where they are not those already. */
const install = async ({ web, execute }) => {
  const stamp = join(web, 'node_modules/.headwater-lock');
  const wanted = hashOf(web, ['package-lock.json']);
  if (textOf(stamp) === wanted) return { code: 0, output: '' };
  const installed = await execute('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: web });
  if (installed.code === 0) writeFileSync(stamp, wanted);
  return installed;
};

/**
 * Puts the library where the page imports it from, as an install would: its manifest and what is built of it. Its own
 * `node_modules` stay out, or the page would hold Angular and RxJS twice.
 */
const link = (root, web) => {
  const place = join(web, 'node_modules/headwater');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  cpSync(join(root, 'package.json'), join(place, 'package.json'));
  symlinkSync(join(root, 'dist'), join(place, 'dist'), 'junction');
};

/** Angular needs a newer Node than the library does: the page has its own. */
const compile = ({ web, execute }) => {
  const node = join(web, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const env = cleanEnv({
    CI: '1',
    NG_CLI_ANALYTICS: 'false',
    PATH: [join(web, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  });
  return execute(node, ['node_modules/@angular/cli/bin/ng.js', 'build'], { cwd: web, env });
};

const put = (from, to) => {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
};

/**
 * Makes `dist/page`, the page that the gateway serves: installs `web/` from its own lockfile and builds it, where its sources or
 * those of the library are others than at the last build. The library must have been built.
 *
 * Resolves to `{ code, output, isBuilt }`, never rejects for a build that fails; `isBuilt` is false where the last build was
 * still good.
 *
 * @param root the folder of the repository
 * @param write receives a line for each step that takes long
 */
export const buildPage = async ({ root, write = () => undefined, execute = run }) => {
  const web = join(root, 'web');
  const [out, page, stamp] = [join(web, 'out'), join(root, 'dist/page'), join(web, 'out.inputs')];
  const inputs = `${hashOf(web, OWN)} ${hashOf(root, LIBRARY)}`;
  if (textOf(stamp) === inputs && existsSync(join(out, 'index.html'))) {
    put(out, page);
    return { code: 0, output: '', isBuilt: false };
  }
  write('headwater: building the page; the first time this takes about a minute …\n');
  rmSync(stamp, { force: true });
  const installed = await install({ web, execute });
  if (installed.code !== 0)
    return failed(write, 'the packages of the page cannot be installed', NETWORK, installed);
  link(root, web);
  const compiled = await compile({ web, execute });
  if (compiled.code !== 0) return failed(write, 'the page cannot be built', CLEAN, compiled);
  writeFileSync(stamp, inputs);
  put(out, page);
  write('headwater: the page is built\n');
  return { ...compiled, isBuilt: true };
};

const NETWORK =
  'Look whether the registry of npm can be reached, then run it again; the terminal view needs no page.';
const CLEAN =
  'Mend what is reported above, or remove web/node_modules, and run it again; the terminal view needs no page.';

const failed = (write, what, advice, { code, output }) => {
  const said = `${output}\nheadwater: ${what}. ${advice}\n`;
  write(said);
  return { code, output: said, isBuilt: false };
};
