// Builds an Angular app that uses the package, as `ng build` does: prints `ok …` or `not ok …`, one line a check.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

// Angular needs a newer Node than this package: the one that is installed beside it.
const bin = join(process.cwd(), 'node_modules/.bin');
const env = { ...process.env, CI: '1', PATH: [bin, process.env.PATH].join(delimiter) };
const { status, stdout, stderr } = spawnSync('ng', ['build'], { encoding: 'utf8', env });
const words = `${stdout}${stderr}`;

const say = (good, what) => console.log(`${good ? 'ok' : 'not ok'} ${what}`);
say(status === 0, `ng build, exit code ${String(status)}`);
say(stdout.includes('bundle generation complete'), 'the bundle is complete');
say(!/warning|deprecat/i.test(words), 'the build has no warning');
if (status !== 0 || /warning|deprecat/i.test(words)) console.log(words);
