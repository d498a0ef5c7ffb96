/** A program that walks a list, writes each item to a log of effects and commits, until it is done or killed. */
import { appendFileSync } from 'node:fs';
import * as t from 'io-ts';
import { checkpointed } from '../../../src/checkpoint/checkpoint.js';
import { createClient } from '../../../src/walk/index.js';
import { fileStore } from '../../../src/node/index.js';
import { numbers } from '../../walk/support/number-list.js';

const [baseUrl = '', folder = '', effects = ''] = process.argv.slice(2);
const client = createClient({ name: 'made', baseUrl });
const walk = checkpointed(fileStore(folder), {
  key: 'crash',
  list: (resume) => client.list(numbers, {}, { resume }),
  dedupe: ({ id }) => id,
  whenComplete: 'stop',
});

for await (const unit of walk.units(t.type({ ids: t.array(t.string) }))) {
  const { items, state } = unit;
  for (const { id } of items) appendFileSync(effects, `${id}\n`);
  await unit.commit({ ids: [...(state?.ids ?? []), ...items.map(({ id }) => id)] });
}
process.stdout.write('done');
