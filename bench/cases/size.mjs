// Bytes that a browser loads: esbuild, minified, gzip -9; rxjs, io-ts and fp-ts, which the user brings, left out.
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { PROVIDERS } from '../../scripts/lib/providers.mjs';
import { fixed } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const PEERS = ['rxjs', 'io-ts', 'fp-ts'];
const RUNTIME = ['cross-fetch', 'lossless-json', 'big.js'];

/** The chunks that the entry imports before it runs, by name; those that are imported when they are needed are not among them. */
const loadedAtOnce = (outputs, entry) => {
  const names = new Set();
  const visit = (file) => {
    if (names.has(basename(file))) return;
    names.add(basename(file));
    for (const { kind, path } of outputs[file].imports) {
      if (kind !== 'dynamic-import' && outputs[path] !== undefined) visit(path);
    }
  };
  visit(entry);
  return names;
};

const sizeOf = async ({ dist }, contents, external) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: dist },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: 'bundle',
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // As for a user: the `paths` of this checkout lead to the sources of another platform.
    tsconfigRaw: {},
    external,
    logLevel: 'silent',
  });
  const entry = Object.keys(metafile.outputs).find((file) => metafile.outputs[file].entryPoint === '<stdin>');
  const atOnce = loadedAtOnce(metafile.outputs, entry);
  const chunks = outputFiles.filter(({ path }) => atOnce.has(basename(path)));
  return {
    kb: chunks.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000,
    parts: Object.entries(metafile.outputs)
      .filter(([file]) => atOnce.has(basename(file)))
      .flatMap(([, { inputs }]) => Object.entries(inputs))
      .map(([file, { bytesInOutput }]) => ({ file, bytes: bytesInOutput })),
  };
};

/** Files by what they bring, most first: minified bytes, since gzip is paid by all together. */
const heaviest = (parts, count) => [...parts].sort((a, b) => b.bytes - a.bytes).slice(0, count);

const partsTable = ({ label, parts }) => {
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    title: `What weighs most in ${label}: ${fixed(total / 1000, 1)} KB minified, ${String(parts.length)} files`,
    columns: ['file', 'KB minified', '%'],
    rows: heaviest(parts, 12).map(({ file, bytes }) => [
      file.replace(/^.*(?:dist|node_modules)\//, ''),
      fixed(bytes / 1000),
      fixed((100 * bytes) / total, 1),
    ]),
  };
};

const rowsOf = (dist) => {
  const from = (entry) => JSON.stringify(join(dist, entry));
  return [
    { label: 'headwater/operators', contents: `export * from ${from('operators/index.js')}`, limit: 9.6 },
    ...PROVIDERS.map((name) => ({
      label: `core and ${name}`,
      contents: `export { ${name} } from ${from(`src/providers/${name}/index.js`)}`,
    })),
    {
      label: 'an API of your own',
      contents: `export { createPlainClient, defineEndpoint, pageNumber } from ${from('src/index.js')}`,
      limit: 26,
    },
    {
      label: 'keygen with one topic',
      contents:
        `export { keygenClient } from ${from('src/providers/keygen/index.js')};` +
        `export { licenses } from ${from('src/providers/keygen/endpoints.js')}`,
      limit: 32,
    },
    {
      label: 'core and one list of openai',
      contents:
        `export { openaiClient } from ${from('src/providers/openai/index.js')};` +
        `export { projectApiKeys } from ${from('src/providers/openai/endpoints.js')}`,
    },
    {
      label: "import { openai } from 'headwater'",
      contents: `export { openai } from ${from('src/index.js')}`,
    },
    {
      label: 'connectMonitor',
      contents: `export { connectMonitor } from ${from('src/monitor/index.js')}`,
      limit: 4,
    },
    { label: 'all of headwater', contents: `export * from ${from('src/index.js')}` },
  ];
};

export const run = async (context) => {
  const results = [];
  for (const { label, contents, limit } of rowsOf(context.dist)) {
    const { kb: whole, parts } = await sizeOf(context, contents, PEERS);
    const { kb: alone } = await sizeOf(context, contents, [...PEERS, ...RUNTIME]);
    results.push({ label, limit, whole, alone, parts });
  }
  return {
    tables: [
      {
        title: 'Size of a bundle, in KB of 1,000 bytes, gzipped',
        columns: ['import', 'KB', 'without its dependencies'],
        rows: results.map(({ label, whole, alone }) => [label, fixed(whole, 1), fixed(alone, 1)]),
        notes: [
          `Never counted: ${PEERS.join(', ')}. Dependencies: ${RUNTIME.join(', ')}, where they are reached.`,
        ],
      },
    ],
    details: results.slice(0, 2).map(partsTable),
    targets: results
      .filter(({ limit }) => limit !== undefined)
      .map(({ label, limit, whole }) => atMost(`Size of ${label}`, whole, limit, ' KB', 1)),
    data: results.map(({ label, limit, whole, alone }) => ({ label, limit, whole, alone })),
  };
};
