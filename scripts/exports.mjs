// Prints the exports that no other file imports; the exit code is 1 where there are any.
import { unusedExports } from './lib/unused-exports.mjs';

const unused = unusedExports(process.cwd());
for (const each of unused) console.log(`${each} is exported, and no other file imports it`);
process.exitCode = unused.length === 0 ? 0 : 1;
