// Builds the page, and nothing else: `npm start` runs it beside the terminal view.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './lib/page.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { code, output } = await buildPage({ root });
if (code !== 0) process.stderr.write(`${output.slice(-2000)}\n`);
process.exitCode = code;
