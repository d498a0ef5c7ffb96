import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cleanEnv, run } from './run.mjs';

/**
 * The TypeScript versions that must accept the emitted types, and the settings that the README names: `mts` is an ES module,
 * `cts` is CommonJS, which may `require()` an ES module from TypeScript 5.8 on, under some values of `module` only. What
 * `refused` names is the error that the README promises.
 */
const COMPILATIONS = [
  { version: '5.4', files: ['program.mts'] },
  { version: '5.8', files: ['program.mts', 'program.cts'] },
  { version: '6.0', files: ['program.mts', 'program.cts'] },
  { version: '7.0', files: ['program.mts', 'program.cts'] },
  { version: '6.0', files: ['settings.cts'], options: { module: 'Node20' } },
  { version: '6.0', files: ['settings.cts'], options: { module: 'CommonJS', moduleResolution: 'Bundler' } },
  { version: '6.0', files: ['settings.cts'], options: { module: 'Node16' }, refused: 'TS1479' },
  { version: '5.4', files: ['dynamic.cts'], options: { module: 'Node16' } },
  { version: '6.0', files: ['dynamic.cts'], options: { module: 'Node16' } },
];

/** Counts the `ok …` and `not ok …` lines of a check; one that dies without a `not ok` has failed once. */
export const tally = ({ code, stdout, output }) => {
  const lines = stdout.split('\n');
  const passed = lines.filter((line) => line.startsWith('ok ')).length;
  const refused = lines.filter((line) => line.startsWith('not ok ')).length;
  const silent = refused === 0 && (code !== 0 || passed === 0);
  return {
    passed,
    failed: silent ? 1 : refused,
    output: silent ? `${output}\nnot ok: it ended with exit code ${String(code)}` : output,
  };
};

/** Maps with at most two at work at a time, keeping the order of the results. */
const mapInPairs = async (inputs, project) => {
  const results = [];
  const waiting = inputs.map((input, index) => ({ input, index }));
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next.index] = await project(next.input);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
};

/** Copies a folder out of the checkout and installs the tarball beside its own dependencies, as a user would. */
export const installCopy = async ({ root, temp, tarball }, path) => {
  const folder = join(temp, basename(path));
  cpSync(join(root, path), folder, { recursive: true });
  const { code, output } = await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', '--no-package-lock', tarball],
    { cwd: folder },
  );
  return { folder, fault: code === 0 ? undefined : output };
};

/** These checks take seconds; one that takes minutes waits for something that never comes. */
const CHECK_MS = 600_000;

const runCheck = (script) => async (folder) =>
  tally(await run(process.execPath, [script], { cwd: folder, timeoutMs: CHECK_MS }));

const each =
  (...scripts) =>
  async (folder) => {
    const results = [];
    for (const script of scripts) results.push(await runCheck(script)(folder));
    return {
      passed: results.reduce((sum, { passed }) => sum + passed, 0),
      failed: results.reduce((sum, { failed }) => sum + failed, 0),
      output: results.map(({ output }) => output).join('\n'),
    };
  };

const typecheck = async (folder, { version, files, options = {}, refused }) => {
  const compiler = join(folder, 'node_modules', `typescript-${version}`);
  const { bin } = JSON.parse(readFileSync(join(compiler, 'package.json'), 'utf8'));
  const setting = Object.values(options).join(' ');
  // The declarations themselves are checked with the default settings; the others are about imports.
  const compilerOptions = setting === '' ? {} : { ...options, skipLibCheck: true };
  // The project's own configuration, narrowed to the files: an ES module and a CommonJS one are checked as one program.
  const project = `tsconfig.${[version, ...files, setting].join('.').replaceAll(' ', '.')}.json`;
  writeFileSync(
    join(folder, project),
    JSON.stringify({ extends: './tsconfig.json', compilerOptions, files }),
  );
  const { code, output } = await run(process.execPath, [join(compiler, bin.tsc), '-p', project], {
    cwd: folder,
  });
  const good = refused === undefined ? code === 0 : code !== 0 && output.includes(refused);
  const line = ['TypeScript', version, ...files, setting, refused ?? '']
    .filter((word) => word !== '')
    .join(' ');
  return { good, line, output: good ? '' : output };
};

/** Compiles the examples as programs of a stranger, and runs one of them: over made-up data it prints a digest. */
const checkExamples = async (folder, root) => {
  const filter = (path) => basename(path) !== 'node_modules';
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true, filter });
  const compilerOptions = { noEmit: false, skipLibCheck: true, rootDir: 'examples', outDir: 'out' };
  const project = join(folder, 'tsconfig.examples.json');
  writeFileSync(
    project,
    JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: ['examples/*/*.ts'] }),
  );
  const compiler = join(folder, 'node_modules/typescript-6.0/lib/tsc.js');
  const compiled = await run(process.execPath, [compiler, '-p', project], { cwd: folder });
  const digest = await run(process.execPath, ['out/slack-digest/main.js', '--sandbox', '--once'], {
    cwd: folder,
    // Who runs the tests may have a channel: nothing is posted to it.
    env: cleanEnv({ SLACK_WEBHOOK_URL: undefined }),
    timeoutMs: CHECK_MS,
  });
  const hasFigures = digest.code === 0 && /^\*Spend\* .+ USD/.test(digest.stdout);
  return [
    { good: compiled.code === 0, line: 'the examples compile', output: compiled.output },
    { good: hasFigures, line: 'the example slack-digest prints a digest', output: digest.output },
  ];
};

const checkTypes = async (folder, root) => {
  for (const name of ['program.mts', 'program.cts', 'settings.cts', 'dynamic.cts'])
    cpSync(join(folder, name.replace(/\.[mc]ts$/, '.ts')), join(folder, name));
  const results = [
    ...(await mapInPairs(COMPILATIONS, (compilation) => typecheck(folder, compilation))),
    ...(await checkExamples(folder, root)),
  ];
  const passed = results.filter(({ good }) => good).length;
  const entries = await runCheck('entries.mjs')(folder);
  return {
    passed: passed + entries.passed,
    failed: results.length - passed + entries.failed,
    output:
      results
        .map(({ good, line, output }) => `${good ? 'ok' : 'not ok'} ${line}\n${good ? '' : output}`)
        .join('') + entries.output,
  };
};

const CONSUMERS = {
  node: each('check.mjs', 'check.cjs', 'sizes.mjs'),
  ts: checkTypes,
  'openai-sdk': runCheck('check.mjs'),
  angular: runCheck('check.mjs'),
};

const report = ({ name, passed, failed, output }) =>
  [
    `${name}: ${String(passed)} passed, ${String(failed)} failed`,
    ...(failed === 0 ? [] : output.trimEnd().split('\n')),
  ]
    .map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)
    .join('\n');

/** Installs and runs every consumer outside the checkout; each of their checks counts. */
export const checkConsumers = async ({ root, temp, tarball }) => {
  const folder = join(temp, 'consumers');
  mkdirSync(folder, { recursive: true });
  const results = await mapInPairs(Object.entries(CONSUMERS), async ([name, check]) => {
    const installed = await installCopy({ root, temp: folder, tarball }, `test/consumers/${name}`);
    cpSync(join(root, 'test/consumers/surface.json'), join(installed.folder, 'surface.json'));
    return installed.fault === undefined
      ? { name, ...(await check(installed.folder, root)) }
      : { name, passed: 0, failed: 1, output: `not ok: it cannot be installed\n${installed.fault}` };
  });
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    output: results.map(report).join('\n'),
  };
};
