// `npm test`: everything that is checked, each step whatever became of the one before. The last line is
// `N passed, N failed`, summed over all steps; the exit code is 0 only when nothing failed. A step that cannot run has failed.
// `node scripts/test.mjs lint mocha` runs only the steps named.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBrowser } from './lib/browser.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { checkConsumers } from './lib/consumers.mjs';
import { withoutCircles } from './lib/imports-report.mjs';
import { pack } from './lib/pack.mjs';
import { buildPage } from './lib/page.mjs';
import { run } from './lib/run.mjs';

// The servers of the tests are on loopback: a proxy of the environment, which the transport would ask, is for npm alone.
for (const name of ['NO_PROXY', 'no_proxy']) {
  process.env[name] = [process.env[name], '127.0.0.1', 'localhost'].filter(Boolean).join(',');
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const temp = mkdtempSync(join(tmpdir(), 'headwater-test-'));
process.on('exit', () => rmSync(temp, { recursive: true, force: true }));

/** A process that has reported its last test and yet does not end holds a socket or a timer: that is a leak, and fails. */
const GRACE_MS = 30_000;

const node = (script, ...args) => run(process.execPath, [join(root, script), ...args], { cwd: root });
const bin = (name, ...args) => node(join('node_modules', name), ...args);

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** A step that passes or fails as one. */
const whole = (result) => ({
  passed: result.code === 0 ? 1 : 0,
  failed: result.code === 0 ? 0 : 1,
  output: result.code === 0 ? '' : result.output,
});

const build = async () => {
  for (const folder of ['build', 'dist']) rmSync(join(root, folder), { recursive: true, force: true });
  return whole(await node('scripts/build.mjs'));
};

/** Runs mocha, with all specs or with those that another configuration names, and counts what it reports. */
const mochaRun = async (name, config = []) => {
  const file = join(temp, `${name}.json`);
  let finished;
  const { code, output } = await run(
    process.execPath,
    [
      join(root, 'node_modules/mocha/bin/mocha.js'),
      ...config,
      ...['--reporter', './scripts/mocha-reporter.cjs', '--reporter-option', `output=${file}`],
      ...['--forbid-only', '--forbid-pending', '--fail-zero'],
    ],
    {
      cwd: root,
      onStart: ({ kill }) => {
        finished = setInterval(() => {
          if (readJson(file)?.done !== true) return;
          clearInterval(finished);
          finished = setTimeout(() => kill('mocha is done, but something keeps its process alive'), GRACE_MS);
        }, 500);
      },
    },
  );
  clearInterval(finished);
  clearTimeout(finished);
  const { passed = 0, failed = 0, done = false } = readJson(file) ?? {};
  // A broken import, a leak, no test at all: a failure that no test stands for.
  const unexplained = (code === 0 && done && passed > 0) || (code !== 0 && done && failed > 0) ? 0 : 1;
  return { passed, failed: failed + unexplained, output };
};

/**
 * Folders of specs that start programs, servers and terminals. They have a process of mocha of their own, which runs when the other
 * steps are over: on two cores nothing waits for the longest of them.
 */
const PROGRAMS = ['cluster', 'cli'];

const memo = (run) => {
  let running;
  return () => (running ??= run());
};
const programs = memo(() =>
  mochaRun(
    'mocha-programs',
    PROGRAMS.map((folder) => `test/${folder}/**/*.spec.ts`),
  ),
);
/** All specs outside those folders, so that no spec is left out. */
const others = memo(() =>
  mochaRun(
    'mocha',
    PROGRAMS.flatMap((folder) => ['--ignore', `test/${folder}/**`]),
  ),
);

const mocha = async () => {
  const all = await Promise.all([others(), programs()]);
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    output: all.map(({ output }) => output).join(''),
  };
};

/** Builds the page of the monitor, and drives it in a headless Chromium. */
const page = async () => {
  const { code, output } = await buildPage({ root });
  if (code !== 0) return { passed: 0, failed: 1, output };
  await ensureChromium();
  return mochaRun('page', ['--config', 'test/page/mocharc.json']);
};

let checked;
/** What the compiler or the linter found. One process asks both. */
const sources = async (kind) => {
  const file = join(temp, 'sources.json');
  checked ??= node('scripts/sources.mjs', file);
  const { code, output } = await checked;
  const { [kind]: found = output } = code === 0 ? readJson(file) : {};
  return whole({ code: code === 0 && found === '' ? 0 : 1, output: found });
};

const types = async () => {
  const file = join(temp, 'tsd.json');
  const { output } = await node('scripts/tsd.mjs', file);
  return { ...(readJson(file) ?? { passed: 0, failed: 1 }), output };
};

let packed;
const packStep = async () => {
  const { code, output } = await buildPage({ root });
  if (code !== 0) return { passed: 0, failed: 1, output };
  packed = await pack(root, temp);
  const failed = packed.faults.length > 0 ? 1 : 0;
  return { passed: 1 - failed, failed, output: packed.faults.join('\n') };
};

/** Steps that look at the tarball. */
const withTarball = (step) => async () => {
  packed ??= await pack(root, temp);
  return packed.tarball === undefined
    ? { passed: 0, failed: 1, output: 'there is no tarball to look at' }
    : step(packed.tarball);
};

const steps = {
  // These two read the sources alone, and run beside the build.
  imports: async () => {
    const { code, output } = await bin(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'operators', 'src'],
    );
    return whole({ code, output: withoutCircles(output) });
  },
  format: async () => whole(await bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')),
  build,
  typecheck: () => sources('types'),
  lint: () => sources('lint'),
  // Exports that no other file imports, and files that nothing leads to.
  exports: async () => whole(await bin('knip/bin/knip.js', '--no-progress')),
  mocha,
  tsd: types,
  page,
  pack: packStep,
  publint: withTarball(async (tarball) => whole(await bin('publint/src/cli.js', 'run', tarball, '--strict'))),
  attw: withTarball(async (tarball) =>
    whole(
      await bin('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only', '--format', 'ascii'),
    ),
  ),
  browser: withTarball((tarball) => checkBrowser({ root, temp, tarball })),
  consumers: withTarball((tarball) => checkConsumers({ root, temp, tarball })),
};

const attempt = async (step) => {
  const started = performance.now();
  const took = () => ((performance.now() - started) / 1000).toFixed(1);
  try {
    return { ...(await step()), seconds: took() };
  } catch (error) {
    return { passed: 0, failed: 1, output: String(error?.stack ?? error), seconds: took() };
  }
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
const total = { passed: 0, failed: 0 };
const broken = [];

const report = (name, { passed, failed, output, seconds }) => {
  console.log(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
  );
  if (output.trim() !== '') console.log(output.trimEnd());
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) broken.push(name);
};

const isWanted = (name) => wanted.length === 0 || wanted.includes(name);

const begun = new Map();
/** Starts a step, or gives the one that has been started. */
const once = (name) => {
  if (!begun.has(name)) begun.set(name, attempt(steps[name]));
  return begun.get(name);
};

/** The build, then most of mocha, take one core for about as long as all other steps and its programs do: they run beside those. */
const lane = async () => {
  if (isWanted('build')) await once('build');
  if (isWanted('mocha')) await others();
};
lane().catch(() => undefined);

for (const name of Object.keys(steps)) {
  if (isWanted(name) && name !== 'mocha') report(name, await once(name));
}
if (isWanted('mocha')) report('mocha', await once('mocha'));

for (const name of unknown) {
  console.log(`FAILED ${name}: there is no such step`);
  total.failed += 1;
}
if (broken.length > 0) console.log(`\nfailing: ${broken.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
