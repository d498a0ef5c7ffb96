import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assemble as toDist } from './assemble.mjs';
import { run } from './run.mjs';

/**
 * Builds, and says so before it begins: the first build takes half a minute, and a terminal that shows nothing for so long
 * looks dead. Resolves to the exit code.
 */
export const build = async ({ root, write, execute = run, isBuilt = existsSync, assemble = toDist }) => {
  const first = !isBuilt(join(root, 'build/.tsbuildinfo'));
  write(
    `headwater: ${first ? 'building; the first time this takes about half a minute' : 'building what has changed'} …\n`,
  );
  const { code, output } = await execute(process.execPath, [join(root, 'scripts/compile.mjs')], {
    cwd: root,
  });
  if (code === 0) await assemble(root);
  write(code === 0 ? 'headwater: built\n' : `${output}\nheadwater: the build failed\n`);
  return code === 0 ? 0 : 1;
};
