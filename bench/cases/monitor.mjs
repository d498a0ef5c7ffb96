// The index and the views of a monitor on a large account, beside a scan that joins and sorts everything on each batch.
import { join } from 'node:path';
import { startChild } from '../lib/child.mjs';
import { fixed } from '../lib/table.mjs';
import { atLeast, atMost, holds } from '../lib/targets.mjs';

const SCRIPT = join(import.meta.dirname, '..', 'monitor.mjs');
const FULL = { credentials: 100_000, principals: 50_000, usage: 1_000_000, batch: 1000 };
const QUICK = { credentials: 10_000, principals: 5000, usage: 100_000, batch: 1000 };

const count = (value) => Math.round(value).toLocaleString('en');

const measure = async (context, size, role) => {
  const child = await startChild(
    SCRIPT,
    { dist: context.dist, role, ...size, rounds: context.rounds ?? 3 },
    { node: context.own, execArgv: ['--expose-gc', '--max-old-space-size=4096'] },
  );
  const result = await child.ask({});
  await child.close();
  return result;
};

export const run = async (context) => {
  const size = context.quick ? QUICK : FULL;
  context.progress(`${count(size.credentials)} credentials, ${count(size.usage)} rows of usage`);
  // One after the other: what one of them holds must not be what the other's collector walks through.
  const picture = await measure(context, size, 'picture');
  const plain = await measure(context, size, 'scan');
  const { perSecond, rates, bytesEach, one, all, aloneMs: alone, batchMs: index } = picture;
  const { batchMs: naive } = plain;
  const isSame = picture.digest === plain.digest;
  return {
    tables: [
      {
        title: `A monitor of ${count(size.credentials)} credentials, ${count(size.principals)} principals and ${count(size.usage)} rows of usage, batches of ${count(size.batch)}`,
        columns: ['what', 'measured', 'unit'],
        rows: [
          ['records applied, all', count(perSecond), 'records/s'],
          ['records applied, principals', count(rates.users), 'records/s'],
          ['records applied, credentials', count(rates.keys), 'records/s'],
          ['records applied, usage', count(rates.usage), 'records/s'],
          ['a batch of changes applied, no table open, index', fixed(alone), 'ms CPU'],
          ['a batch of changes to one table, index', fixed(index), 'ms CPU'],
          ['the same, scan that joins and sorts everything', fixed(naive), 'ms CPU'],
          ['a batch to ten open views of 500 rows, one order moves', fixed(one), 'ms CPU'],
          ['the same, all orders move', fixed(all), 'ms CPU'],
          ['heap of a credential, its joins and its figures included', fixed(bytesEach / 1024), 'KB'],
        ],
        notes: [
          'Each credential has an owner, a project, and ten rows of usage: five minutes of the last hour and five hours of the last day. CPU is user and system time of the process.',
        ],
      },
    ],
    targets: [
      atLeast('Monitor: records applied', perSecond, 250_000, ' records/s', 0),
      atLeast('Monitor: a batch applied alone, times faster than a scan', naive / alone, 100, ' x', 0),
      atLeast('Monitor: a batch with a table open, times faster than a scan', naive / index, 100, ' x', 0),
      holds('Monitor: the table is that of the scan', isSame, isSame ? 'same' : 'another'),
      atMost('Monitor: a batch to ten views, one order moves', one, 20, ' ms'),
      atMost('Monitor: a batch to ten views, all orders move', all, 40, ' ms'),
      atMost('Monitor: heap of a credential', bytesEach / 1024, 2.5, ' KB'),
    ],
    data: { perSecond, rates, bytesEach, one, all, alone, index, naive },
  };
};
