// What `prepack` runs behind the build: the page of the monitor, in dist/page. Nothing goes to stdout.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './lib/page.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { code } = await buildPage({ root, write: (text) => process.stderr.write(text) });
process.exitCode = code;
