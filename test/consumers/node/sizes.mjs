// Bytes that a browser loads at once for what a program imports: minified and gzipped, without the packages that the user brings.
import { build } from 'esbuild';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';

const PEERS = ['rxjs', 'rxjs/*', 'io-ts', 'io-ts/*', 'fp-ts', 'fp-ts/*'];

const OWN_API = `
  import { createPlainClient, defineEndpoint, pageNumber } from 'headwater';
  import * as t from 'io-ts';
  const paging = pageNumber({ items: 'members', hasMore: 'more' });
  const members = defineEndpoint({ id: 'own.members', path: '/members', paging, item: t.type({ id: t.number }), key: ['id'] });
  createPlainClient({ name: 'own', baseUrl: 'https://api.example.com' }).list(members).subscribe(console.log);`;

const ONE_TOPIC = `
  import { keygenClient } from 'headwater/keygen';
  import { licenses } from 'headwater/keygen/endpoints';
  keygenClient({ account: 'a', token: 't' }).list(licenses).subscribe(console.log);`;

/** At most so many KB of 1,000 bytes: what is reached, rounded up. Who makes one smaller lowers it; who makes one larger says why. */
const ENTRIES = [
  { what: 'all operators', most: 11.3, text: `export * from 'headwater/operators';` },
  { what: 'one operator', most: 1, text: `export { conflateBy } from 'headwater/operators';` },
  { what: 'an API of your own', most: 32.7, text: OWN_API },
  { what: 'Keygen with one topic', most: 37.9, text: ONE_TOPIC },
  { what: 'connectMonitor', most: 4, text: `export { connectMonitor } from 'headwater/monitor';` },
];

/** The entry, and the chunks that it imports before it runs. */
const loadedAtOnce = ({ outputs }) => {
  const names = new Set();
  const visit = (file) => {
    if (names.has(file)) return;
    names.add(file);
    for (const { kind, path } of outputs[file].imports)
      if (kind !== 'dynamic-import' && outputs[path] !== undefined) visit(path);
  };
  visit(Object.keys(outputs).find((file) => outputs[file].entryPoint === '<stdin>'));
  return new Set([...names].map((file) => basename(file)));
};

const kilobytesOf = async (contents) => {
  const { outputFiles, metafile } = await build({
    ...{ stdin: { contents, resolveDir: process.cwd() }, external: PEERS },
    ...{ bundle: true, minify: true, splitting: true, write: false, metafile: true, outdir: 'bundle' },
    ...{ format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'silent' },
  });
  const names = loadedAtOnce(metafile);
  return outputFiles
    .filter(({ path }) => names.has(basename(path)))
    .reduce((sum, { contents: bytes }) => sum + gzipSync(bytes, { level: 9 }).length / 1000, 0);
};

for (const { what, most, text } of ENTRIES) {
  const kilobytes = await kilobytesOf(text);
  const line = `a bundle of ${what}: ${kilobytes.toFixed(3)} KB, at most ${String(most)}`;
  console.log(`${kilobytes <= most ? 'ok' : 'not ok'} ${line}`);
}
