import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** What may be in the package; anything else got in by accident, and a secret could be next. */
const ALLOWED = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/(operators|src)\/.+\.(js|d\.ts)$/,
  /^dist\/chunks\/.+\.js$/,
  /^dist\/page\/(index\.html|icon\.svg|(theme|connect)\.js|(main|chunk|styles)-[\dA-Z]+\.(js|css))$/,
  /^docs\/.+\.(md|svg|png)$/,
];

/** What must be in it. */
const REQUIRED = ['package.json', 'README.md', 'LICENSE', 'dist/page/index.html'];

/** Every file that an `exports` condition, `main`, `types` or `bin` promises. */
export const promisedFiles = ({ exports = {}, main, types, bin = {} }) => {
  const targets = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targets));
  return [
    ...new Set([...targets(exports), ...targets(bin), main, types].filter((path) => path !== undefined)),
  ].map((path) => path.replace(/^\.\//, ''));
};

/** Sentences on what is wrong with a list of packed files; none when all is well. */
export const packFaults = (files, manifest) => [
  ...files
    .filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))
    .map((file) => `${file} must not be packed`),
  ...[...REQUIRED, ...promisedFiles(manifest)]
    .filter((file) => !files.includes(file))
    .map((file) => `${file} is promised, but not packed`),
];

/** What an install of the package may cost, with the page of the monitor. */
const MOST = { files: 1000, bytes: 4_000_000 };

/** Sentences on a package that has become too large. */
export const sizeFaults = ({ entryCount, unpackedSize }) => [
  ...(entryCount > MOST.files ? [`${entryCount} files are packed, at most ${MOST.files} may be`] : []),
  ...(unpackedSize > MOST.bytes ? [`${unpackedSize} bytes are packed, at most ${MOST.bytes} may be`] : []),
];

/** Packs the package into a folder outside the checkout; resolves to the tarball and what was wrong with it. */
export const pack = async (root, folder) => {
  const { code, stdout, output } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    {
      cwd: root,
    },
  );
  if (code !== 0) return { faults: [output] };
  // A list up to npm 11, an object by package name after.
  const [packed] = Object.values(JSON.parse(stdout));
  const files = packed.files.map(({ path }) => path);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    tarball: join(folder, packed.filename),
    files,
    faults: [...packFaults(files, manifest), ...sizeFaults(packed)],
  };
};
