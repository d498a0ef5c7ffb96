// Runs tsd over type-tests/ and writes { passed, failed } to the file named as the first argument. A file passes when
// nothing was found in it; what tsd finds elsewhere (it reads our sources too, with an older TypeScript) fails by name.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import tsd from 'tsd';

const cwd = process.cwd();

const files = readdirSync('type-tests', { recursive: true })
  .map((name) => join('type-tests', name))
  .filter((name) => name.endsWith('.test-d.ts'));

if (!existsSync('dist/src/index.d.ts')) {
  console.log('  the type tests read the built package, which is not there. Run `npm run build` first.');
  process.exit(1);
}

const found = await tsd.default({ cwd });
const broken = new Set();
for (const { fileName, line, column, message } of found) {
  const file = relative(cwd, fileName);
  broken.add(file);
  console.log(`  ${file}:${line ?? 1}:${column ?? 0} ${message}`);
}
const passed = files.filter((file) => !broken.has(file)).length;
console.log(`  ${files.length} files of type tests, ${broken.size} with errors`);
if (files.length === 0) console.log('  no type tests were found');

const failed = broken.size + (files.length === 0 ? 1 : 0);
if (process.argv[2] !== undefined) writeFileSync(process.argv[2], JSON.stringify({ passed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
