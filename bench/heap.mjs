// A consumer of a very long list, fast or slow, in a process of its own that reads its heap as it goes.
import { load } from './lib/headwater.mjs';
import { serveParent } from './lib/child.mjs';

const { dist, base, fast, readings, every, restMs } = JSON.parse(process.argv[2]);

const heapMb = () => {
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};

const { openai } = await load(dist, 'src/providers/openai/index.js');
const { dedupeBy } = await load(dist, 'operators/index.js');

const list = () =>
  openai({ baseUrl: base, adminKey: 'sk-admin-bench' }).projects.apiKeys.list({ project_id: 'proj_bench' });

/** Reads the heap after every `every` items, and ends the walk after the last reading. */
const readFast = () =>
  new Promise((resolve, reject) => {
    const heap = [];
    let items = 0;
    const start = performance.now();
    // The window is full long before the first reading, and as full at each of them.
    const subscription = list()
      .pipe(dedupeBy((key) => key.id, { maxKeys: every / 10 }))
      .subscribe({
        next: () => {
          items += 1;
          if (items % every !== 0) return;
          heap.push(heapMb());
          if (heap.length < readings) return;
          subscription.unsubscribe();
          resolve({ heap, items, wallMs: performance.now() - start });
        },
        error: reject,
        complete: () => reject(new Error('the list ended early')),
      });
  });

const rest = () => new Promise((resolve) => setTimeout(resolve, restMs));

const readSlow = async () => {
  const heap = [];
  let items = 0;
  const start = performance.now();
  for await (const key of list()) {
    if (key.id === '') throw new Error('a key without an id');
    items += 1;
    if (items % 100 === 0) await rest();
    if (items % every === 0) heap.push(heapMb());
    if (heap.length === readings) break;
  }
  return { heap, items, wallMs: performance.now() - start };
};

serveParent(() => (fast ? readFast() : readSlow()));
process.send({});
