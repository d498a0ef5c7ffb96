/** A program that watches a list with a journal, and appends each change to a log of effects, until it is done or killed. */
import { appendFileSync, readFileSync } from 'node:fs';
import { createMonitor, defineSource, snapshot } from '../../../src/monitor/index.js';
import { fileJournal } from '../../../src/node/index.js';
import { credential } from '../../monitor/support/records.js';

interface Key {
  readonly id: string;
  readonly name: string;
}

const [url = '', folder = '', effects = ''] = process.argv.slice(2);
const told = readFileSync(effects, 'utf8').split('\n').slice(0, -1);
const last = told.at(-1);
// Without a position yet: one that no log knows, so that what an earlier process kept and did not emit comes, too.
const since = last === undefined ? 'none' : (JSON.parse(last) as { readonly position: string }).position;

const keys = {
  pages: async () => ({ items: (await (await fetch(url)).json()) as readonly Key[] }),
};
const records = ({ id, name }: Key) => credential(id, { name });
const monitor = createMonitor(
  [defineSource({ name: 'acme', provider: 'acme', feeds: [snapshot(keys, { every: 20, records })] })],
  { journal: fileJournal(folder), saveEveryMs: 70, rules: [] },
);
monitor.changes(since).subscribe((change) => {
  const { position, kind, subject, before, after } = change;
  if (kind === 'gap' && since === 'none') return;
  appendFileSync(effects, `${JSON.stringify({ position, kind, id: subject?.id, before, after })}\n`);
  if (subject?.id === 'last') monitor.close();
});
