// The functions in which headwater spends its time, on the lists of the cpu case.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startClient } from './lib/clients.mjs';
import { selfTimes } from './lib/profile.mjs';
import { asText, fixed } from './lib/table.mjs';

const TOP = 25;

const tableOf = ({ title, totalUs, entries, items }) => ({
  title,
  columns: ['function', '%', 'us an item', 'where'],
  rows: entries
    .slice(0, TOP)
    .map(({ name, us, place = '' }) => [name, fixed((100 * us) / totalUs, 1), fixed(us / items, 3), place]),
});

const profileOne = async (context, node, size) => {
  const pages = 20_000 / size;
  const client = await startClient(context, { client: 'headwater' }, { list: 'profile', size, pages, node });
  await client.ask({ times: 8 });
  const { profile, items } = await client.ask({ times: context.quick ? 8 : 25, profile: true });
  await client.close();
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `cpu-node${String(node.major)}-${String(size)}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  const { totalUs, functions, rooms } = selfTimes(profile);
  const where = `Node ${node.version}, ${String(size)} items a page, self time`;
  console.log(asText(tableOf({ title: `By function, ${where}`, totalUs, entries: functions, items })));
  console.log(asText(tableOf({ title: `By package, ${where}`, totalUs, entries: rooms, items })));
  console.log(`whole profile: ${file}\n`);
};

export const profileCpu = async (context) => {
  for (const node of context.nodes) {
    for (const size of [100, 1000]) await profileOne(context, node, size);
  }
};
