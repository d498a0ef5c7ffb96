// The app of src/, bundled as users bundle theirs; each word of warning is kept, since a user would read it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import * as vite from 'vite';

const withEsbuild = async (folder) => {
  const { warnings } = await esbuild.build({
    entryPoints: ['src/page.js', 'src/worker.js'],
    outdir: join(folder, 'src'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'silent',
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), readFileSync('index.html'));
  return warnings.map(({ text }) => text);
};

const withVite = async (folder) => {
  const words = [];
  const keep = (message) => words.push(message);
  const customLogger = {
    ...vite.createLogger('silent'),
    info: () => undefined,
    warn: keep,
    warnOnce: keep,
    error: keep,
  };
  await vite.build({
    configFile: false,
    root: process.cwd(),
    base: './',
    build: {
      outDir: folder,
      emptyOutDir: true,
      // How long the build takes is the machine's business.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    worker: { format: 'es' },
    customLogger,
  });
  return words;
};

export const bundlers = { esbuild: withEsbuild, vite: withVite };
