// One client in a process of its own: walks on demand, and tells what the walk cost.
import { Session } from 'node:inspector/promises';
import { serveParent } from './lib/child.mjs';

const argument = JSON.parse(process.argv[2]);
const { create } = await import(`./clients/${argument.client}.mjs`);

// Against the clock of a server that waits, code that has hardly run yet would be compared, not code at work.
if (argument.warm !== undefined) {
  const { walk } = await create({ ...argument, ...argument.warm });
  for (let time = 0; time < argument.warm.times; time += 1) await walk();
}
const { walk } = await create(argument);

/** Walks `times` times; a client that missed anything has no business in the table. */
const run = async (times) => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let items = 0;
  for (let time = 0; time < times; time += 1) {
    const { items: count, last } = await walk();
    items += count;
    const expected = argument.expect;
    if (
      expected !== undefined &&
      (count !== expected.items || (expected.last !== undefined && last !== expected.last))
    )
      throw new Error(
        `walked ${String(count)} items up to ${last}, not ${String(expected.items)} up to ${expected.last}`,
      );
  }
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { items, wallMs, cpuUs: user + system };
};

const profiled = async (times) => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const result = await run(times);
  const { profile } = await session.post('Profiler.stop');
  return { ...result, profile };
};

serveParent(({ times = 1, profile = false }) => (profile ? profiled(times) : run(times)));
process.send({});
