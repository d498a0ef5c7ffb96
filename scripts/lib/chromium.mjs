import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of a Chromium that is installed; undefined where there is none. CHROMIUM, where it is set, is the only answer. */
export const findChromium = (env = process.env, exists = isProgram) => {
  const { CHROMIUM: named = '', PATH = '' } = env;
  if (named !== '') {
    if (exists(named)) return named;
    throw new Error(`CHROMIUM is ${named}, and there is no program: correct it, or leave it unset`);
  }
  const folders = ['/usr/bin', ...PATH.split(delimiter).filter((folder) => folder !== '')];
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(exists);
};

const INSTALL = [
  ['update', '-qq'],
  ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
];

const HELP =
  'The browser step needs Chromium: install it (Debian: `apt-get install chromium`), or set CHROMIUM to the path of a Chromium or Chrome.';

/**
 * Resolves to the path of a Chromium; where there is none, installs Debian's with apt-get, which takes root. Rejects with words
 * that say what to install.
 */
export const ensureChromium = async ({
  env = process.env,
  find = findChromium,
  isRoot = process.getuid?.() === 0,
  execute = run,
} = {}) => {
  const found = find(env);
  if (found !== undefined) return found;
  if (!isRoot) throw new Error(HELP);
  for (const args of INSTALL) {
    const { code, output } = await execute('apt-get', args);
    if (code !== 0) throw new Error(`${HELP}\napt-get ${args[0]} failed:\n${output}`);
  }
  const installed = find(env);
  if (installed === undefined) throw new Error(`${HELP}\napt-get has installed it, and it was not found`);
  return installed;
};
