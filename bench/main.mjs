// `npm run bench`: headwater and its peers, measured side by side. See README.md beside this file.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CASES, parse, USAGE } from './lib/args.mjs';

const BENCH = import.meta.dirname;
const ROOT = join(BENCH, '..');

const must = (what, command, args, cwd) => {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${what} failed`);
};

/** npm notes in a hidden lockfile what it installed last. */
const installed = () => {
  const noted = join(BENCH, 'node_modules', '.package-lock.json');
  return existsSync(noted) && statSync(noted).mtimeMs >= statSync(join(BENCH, 'package-lock.json')).mtimeMs;
};

const prepare = ({ dist }) => {
  if (!installed())
    must('installing the peers', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], BENCH);
  if (dist !== undefined) return resolve(dist);
  must('npm run build', 'npm', ['run', '--silent', 'build'], ROOT);
  return join(ROOT, 'dist');
};

/** Progress goes to where it can be thrown away. */
const say = (text) => process.stderr.write(`${text}\n`);

/** A case that breaks is a missed target, and no reason to lose the others. */
const attempt = async (name, run) => {
  try {
    return await run();
  } catch (error) {
    say(String(error?.stack ?? error));
    const [reason] = String(error?.message ?? error).split('\n', 1);
    return { tables: [], targets: [{ what: `Case ${name}`, pass: false, text: reason }], failed: true };
  }
};

const runCases = async (context, names) => {
  const { asText } = await import('./lib/table.mjs');
  const outcomes = {};
  for (const name of names) {
    const { run } = await import(`./cases/${name}.mjs`);
    const skipped = [];
    const start = performance.now();
    const outcome = await attempt(name, () =>
      run({
        ...context,
        progress: (text) => say(`[${name}] ${text}`),
        skip: (reason) => {
          if (!skipped.includes(reason)) skipped.push(reason);
        },
      }),
    );
    outcomes[name] = { ...outcome, skipped, seconds: Math.round((performance.now() - start) / 1000) };
    for (const table of [...outcome.tables, ...(outcome.details ?? [])]) console.log(asText(table));
    for (const reason of skipped) console.log(`  skipped: ${reason}\n`);
  }
  return outcomes;
};

const printTargets = (targets) => {
  console.log('Targets\n');
  for (const { what, text, pass } of targets) console.log(`${pass ? 'PASS' : 'MISS'}  ${what}: ${text}`);
};

const publish = async (options, report) => {
  const { writeDocs, writeResults } = await import('./lib/publish.mjs');
  const complete = CASES.every((name) => name in report.cases && report.cases[name].failed !== true);
  const whole = complete && !options.quick && options.node === 'both';
  const name = whole ? report.date : `part-${Object.keys(report.cases).join('-')}`;
  console.log(`\nnumbers: ${await writeResults(name, report)}`);
  if (!whole) console.log('docs/performance* are left as they are: only a whole run may write them');
  else if (options.docs) await writeDocs(report);
};

const measure = async (options, context) => {
  const { machine } = await import('./lib/publish.mjs');
  const cases = await runCases(context, options.cases);
  const targets = Object.values(cases).flatMap((outcome) => outcome.targets);
  printTargets(targets);
  await publish(options, {
    date: new Date().toISOString().slice(0, 10),
    quick: options.quick,
    machine: machine(),
    nodes: context.nodes.map(({ version }) => version),
    cases,
    targets,
  });
  if (options.check && targets.some(({ pass }) => !pass)) process.exitCode = 1;
};

const main = async () => {
  const options = parse(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const dist = prepare(options);
  const { endAll, startChild } = await import('./lib/child.mjs');
  const { nodesFor, ownNode } = await import('./lib/nodes.mjs');
  const server = await startChild(join(BENCH, 'server.mjs'), {});
  const { quick, rounds } = options;
  const own = ownNode();
  const context = {
    dist,
    quick,
    rounds,
    server,
    own,
    port: server.first.port,
    nodes: nodesFor(options.node),
  };
  try {
    if (options.profile === undefined) await measure(options, context);
    else await (await import('./profile-cpu.mjs')).profileCpu(context);
  } finally {
    endAll();
  }
};

try {
  await main();
} catch (error) {
  console.error(error.message);
  if (error instanceof TypeError || error instanceof ReferenceError) console.error(error.stack);
  process.exitCode = 2;
}
