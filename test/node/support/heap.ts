/** A program that walks a million items through a fetch in memory, and prints what is held at 100,000 and at the end. */
import { dedupeBy } from '../../../operators/dedupeBy.js';
import { createClient } from '../../../src/walk/index.js';
import { heldBytes } from '../../support/held.js';
import { numbers, pageFrom } from '../../walk/support/number-list.js';

const TOTAL = 1_000_000;
const [maxKeys] = process.argv.slice(2);
const client = createClient(
  { name: 'made', baseUrl: 'https://made.test' },
  {
    fetch: (url) => {
      const start = Number(new URL(url).searchParams.get('page') ?? 0);
      return Promise.resolve(Response.json(pageFrom(start, { total: TOTAL, size: 1000 })));
    },
  },
);

let count = 0;
let early = 0;
const walk = client
  .list(numbers)
  .pipe(dedupeBy(({ id }) => id, maxKeys === undefined ? {} : { maxKeys: Number(maxKeys) }));
walk.subscribe({
  next: () => {
    count += 1;
    if (count === 100_000) early = heldBytes();
  },
  complete: () => {
    process.stdout.write(JSON.stringify({ count, early, late: heldBytes() }));
  },
});
