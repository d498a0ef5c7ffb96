import { createHash } from 'node:crypto';

/** Long enough for any key that people choose, and far from the 255 bytes that file systems take. */
const LONGEST = 160;
const SUFFIX = '.checkpoint.json';

/**
 * Returns the name of a key's file: no key leads out of the directory, and two keys never share a file, not even where the
 * file system takes upper and lower case for the same. Whatever is not a small letter, a digit, `-` or `_` is written as
 * its bytes in hex; the end of a long key is replaced by a hash of it.
 */
export const fileNameOf = (key: string): string => {
  const encoded = [...Buffer.from(key, 'utf8')]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[a-z0-9_-]/.test(char) ? char : `%${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
  if (encoded.length <= LONGEST) return encoded + SUFFIX;
  const hash = createHash('sha256').update(key, 'utf8').digest('hex');
  return `${encoded.slice(0, LONGEST - 65)}~${hash}${SUFFIX}`;
};

/** Returns the name under which a file is written before it takes its place; each call has one of its own. */
export const temporaryNameOf = (name: string, pid: number, serial: number, random: string): string =>
  `${name}.${String(pid)}-${String(serial)}-${random}.tmp`;

/** Returns the process that wrote a temporary file of this name, undefined where it is none. */
export const writerOf = (name: string, candidate: string): number | undefined => {
  if (!candidate.startsWith(`${name}.`)) return undefined;
  const [, pid] = /^\.(\d+)-\d+-[0-9a-f]+\.tmp$/.exec(candidate.slice(name.length)) ?? [];
  return pid === undefined ? undefined : Number(pid);
};
