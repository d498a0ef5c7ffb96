// What a build runs first: compiles the checkout into `build/`, and prints what the compiler found.
import { compile } from './lib/compile.mjs';

const { output, code } = compile(process.cwd());
process.stdout.write(output);
process.exitCode = code;
