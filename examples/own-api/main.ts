import { createMonitor } from 'headwater';
import { filter } from 'rxjs';
import { acme, acmeSource } from './acme.js';
import { startApi } from './server.js';

const key = 'made-up';
const api = await startApi(key);
const monitor = createMonitor([acmeSource(acme(api.baseUrl, key), { every: 2_000 })]);

monitor
  .spend({ by: 'key', window: '7d' })
  .pipe(filter(({ state }) => state === 'ready'))
  .subscribe(({ rows, sum }) => {
    const costs = rows.map(({ name, cost: [amount], requests }) => ({ name, usd: amount?.amount, requests }));
    console.table(costs);
    console.log(`${sum.quality}: ${sum.value?.[0]?.amount ?? 'no data'} USD in seven days`);
  });
monitor.changes().subscribe(({ text }) => console.log(text));

// Something happens in the API after a while: the monitor says so with its next reading.
setTimeout(() => api.data.tokens.pop(), 5_000);
