// What the driver calls in the page, bundled as any app is. No transport is given: the default is what is tested.
/* global Worker -- a page has it */
import { lists } from './lists.js';

/** Subscriptions that the driver ends. */
const running = new Map();

const failure = (error) => ({
  name: error?.constructor?.name,
  ...Object.fromEntries(
    ['_tag', 'status', 'waitMs', 'advice', 'message', 'attempt'].map((name) => [name, error?.[name]]),
  ),
});

/** All items of a list, or the error that ended it. */
const collect = (observable) =>
  new Promise((resolve) => {
    const values = [];
    observable.subscribe({
      next: (value) => values.push(value),
      error: (error) => resolve({ values, error: failure(error) }),
      complete: () => resolve({ values }),
    });
  });

globalThis.headwaterTest = {
  walk: async (name, access, options) => {
    const { values, error } = await collect(lists[name](access, options));
    return { ids: values.map(({ id, customer_identifier }) => id ?? customer_identifier), error };
  },

  pages: async (name, access, options) => {
    const { values, error } = await collect(lists[name](access, options).pages());
    return { sizes: values.map(({ items }) => items.length), end: values.at(-1)?.end, error };
  },

  pull: async (name, access, options) => {
    const sizes = [];
    for await (const { items } of lists[name](access, options).pages()) sizes.push(items.length);
    return sizes;
  },

  start: (name, access, options) => {
    const seen = { items: 0, ended: '' };
    const subscription = lists[name](access, options).subscribe({
      next: () => (seen.items += 1),
      error: () => (seen.ended = 'error'),
      complete: () => (seen.ended = 'complete'),
    });
    running.set(name, { subscription, seen });
  },

  stop: (name) => {
    const { subscription, seen } = running.get(name);
    subscription.unsubscribe();
    running.delete(name);
    return seen;
  },

  firstChange: async (access) => (await import('./operators.js')).firstChange(access),

  inWorker: (access) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }) => {
        worker.terminate();
        resolve(data);
      };
      worker.onerror = ({ message }) => reject(new Error(`the worker failed: ${message}`));
      worker.postMessage(access);
    }),
};
