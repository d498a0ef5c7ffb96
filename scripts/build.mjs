// What `npm run build` and `npm start` run. Nothing goes to stdout: that belongs to the command that is built.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './lib/build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.exitCode = await build({ root, write: (text) => process.stderr.write(text) });
