import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryNameOf, writerOf } from './file-name.js';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** The highest mode of a file. */
export const MOST_MODE = 0o7777;

/** Rethrows every error except that a file or directory is missing. */
export const unlessMissing = (error: unknown): undefined => {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
};

/** Rethrows every error except that a file is already there. */
export const unlessThere = (error: unknown): undefined => {
  if (codeOf(error) === 'EEXIST') return undefined;
  throw error;
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
};

/** Brings the names in a directory to the disk. */
export const syncDirectory = async (directory: string): Promise<void> => {
  // Windows opens no directories, and keeps a rename without.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Returns a function that writes one file so that it is there whole, or as it was before. */
export const createWriter = (
  directory: string,
  {
    fsync = true,
    mode = 0o600,
  }: { readonly fsync?: boolean | undefined; readonly mode?: number | undefined },
) => {
  let serial = 0;
  return async (name: string, content: string | readonly Uint8Array[]): Promise<void> => {
    serial += 1;
    const temporary = join(
      directory,
      temporaryNameOf(name, process.pid, serial, randomBytes(4).toString('hex')),
    );
    try {
      const handle = await open(temporary, 'wx', mode);
      try {
        await writeFile(handle, content);
        if (fsync) await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, join(directory, name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    if (fsync) await syncDirectory(directory);
  };
};

/** Removes what writers that were killed have left of this file. */
export const sweep = async (directory: string, name: string): Promise<void> => {
  const names = (await readdir(directory).catch(unlessMissing)) ?? [];
  const left = names.filter((candidate) => {
    const pid = writerOf(name, candidate);
    return pid !== undefined && pid !== process.pid && !isRunning(pid);
  });
  await Promise.all(left.map((candidate) => rm(join(directory, candidate), { force: true })));
};
