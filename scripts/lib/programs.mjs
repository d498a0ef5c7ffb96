// Programs that the tests need beside npm's packages: found where they are installed, installed on a machine of Debian's.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/**
 * @typedef {object} Program
 * @property {string} variable the environment variable that names its path
 * @property {readonly string[]} names what it may be called, the best first
 * @property {string} debian the package that holds it
 * @property {string} help what to do where it is missing
 */

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * The path of a program; undefined where there is none. Its variable, where it is set, is the only answer.
 *
 * @param {Program} program
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @param {(path: string) => boolean} [exists]
 * @returns {string | undefined}
 */
export const findProgram = ({ variable, names }, env = process.env, exists = isProgram) => {
  const { [variable]: named = '', PATH = '' } = env;
  if (named !== '') {
    if (exists(named)) return named;
    throw new Error(`${variable} is ${named}, and there is no program: correct it, or leave it unset`);
  }
  const folders = [...PATH.split(delimiter).filter((folder) => folder !== ''), '/usr/bin', '/usr/local/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(exists);
};

const installing = (debian) => [
  ['update', '-qq'],
  ['install', '-y', '-qq', '--no-install-recommends', debian],
];

/**
 * Resolves to the path of a program; where there is none, installs Debian's with apt-get, which takes root. Rejects with words
 * that say what to install.
 *
 * @param {Program} program
 * @param {{
 *   env?: Readonly<Record<string, string | undefined>>,
 *   find?: (env: Readonly<Record<string, string | undefined>>) => string | undefined,
 *   isRoot?: boolean,
 *   execute?: (command: string, args: readonly string[]) => Promise<{ code: number | null, output: string }>,
 * }} [machine] what is asked of the machine; a test answers for it
 * @returns {Promise<string>}
 */
export const ensureProgram = async (
  program,
  {
    env = process.env,
    find = (variables) => findProgram(program, variables),
    isRoot = process.getuid?.() === 0,
    execute = run,
  } = {},
) => {
  const { debian, help } = program;
  const found = find(env);
  if (found !== undefined) return found;
  if (!isRoot) throw new Error(help);
  for (const args of installing(debian)) {
    const { code, output } = await execute('apt-get', args);
    if (code !== 0) throw new Error(`${help}\napt-get ${args[0]} failed:\n${output}`);
  }
  const installed = find(env);
  if (installed === undefined) throw new Error(`${help}\napt-get has installed it, and it was not found`);
  return installed;
};
