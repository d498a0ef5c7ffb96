// What `npm start` runs, when the library has been built.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './lib/start.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
await start({ root, args: process.argv.slice(2), process });
