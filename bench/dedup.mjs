// dedupeBy over distinct keys that all stay in its window, in a process of its own.
import { load } from './lib/headwater.mjs';
import { serveParent } from './lib/child.mjs';
import { idOf } from './lib/pages.mjs';

const { dist, keys } = JSON.parse(process.argv[2]);
const { Subject } = await import('rxjs');
const { dedupeBy } = await load(dist, 'operators/index.js');

const CHUNK = 1000;

const usedBytes = () => {
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Fresh texts, as JSON.parse makes them: a text glued together from parts would be paid for when it is first read. */
const chunkFrom = (first) =>
  JSON.parse(JSON.stringify(Array.from({ length: CHUNK }, (_, index) => ({ id: idOf(first + index) }))));

/** Pushes all keys and returns the CPU time of pushing, in microseconds; making them does not count. */
const push = (source, count) => {
  let us = 0;
  for (let number = 0; number < count; number += CHUNK) {
    const items = chunkFrom(number);
    const before = process.cpuUsage();
    for (const item of items) source.next(item);
    const { user, system } = process.cpuUsage(before);
    us += user + system;
  }
  return us;
};

const measure = (count, operator) => {
  const source = new Subject();
  let passed = 0;
  const subscription = (operator === undefined ? source : source.pipe(operator)).subscribe(() => {
    passed += 1;
  });
  const before = usedBytes();
  const us = push(source, count);
  const bytes = usedBytes() - before;
  subscription.unsubscribe();
  if (passed !== count) throw new Error(`${String(passed)} of ${String(count)} distinct keys passed`);
  return { us: us / count, bytes: bytes / count };
};

const windowOf = (maxKeys) => dedupeBy((item) => item.id, { maxKeys });

serveParent(() => {
  const some = keys / 10;
  measure(some);
  measure(some, windowOf(some));
  const bare = measure(some);
  return { ...measure(keys, windowOf(keys)), bareUs: bare.us };
});
process.send({});
