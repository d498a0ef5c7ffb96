// Type-checks and lints the checkout, and writes what each found to the file named as the first argument.
import { writeFileSync } from 'node:fs';
import { checkSources } from './lib/sources.mjs';

writeFileSync(process.argv[2], JSON.stringify(await checkSources(process.cwd())));
