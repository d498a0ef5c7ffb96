// A program as a user writes it; it is type-checked, as an ES module and as CommonJS, and never run.
import { cobo, keygen, keywordsai, openai } from 'headwater';
import { dedupeBy } from 'headwater/operators';
import { openai as openaiAlone } from 'headwater/openai';
import { startSandbox } from 'headwater/sandbox';
import { filter, map, type Observable } from 'rxjs';

const org = openai({ adminKey: 'key' });
const keys = org.projects.apiKeys.list({ project_id: 'proj_abc' });

// The item type is inferred from the endpoint alone, and the wire's names and null stay.
export const ids: Observable<string> = keys.pipe(
  filter((key) => key.last_used_at === null),
  map((key) => key.id),
);
export const created: Observable<Date> = keys.pipe(map((key) => key.created_at));
export const once: Observable<string> = keys.pipe(
  dedupeBy((key) => key.id),
  map((key) => key.id),
);

export const pull = async (): Promise<string[]> => {
  const seen: string[] = [];
  for await (const key of keys) seen.push(key.id);
  return seen;
};

// @ts-expect-error a project's keys need the project
org.projects.apiKeys.list({});
// @ts-expect-error a parameter that the endpoint does not have
org.projects.apiKeys.list({ project_id: 'proj_abc', project: 'proj_abc' });
// @ts-expect-error a field that the item does not have
keys.pipe(map((key) => key.lastUsedAt));
// @ts-expect-error an identifier is a string
export const wrong: Observable<number> = keys.pipe(map((key) => key.id));

export const alone = openaiAlone({ adminKey: 'key' });

export const all = async () => {
  const box = await startSandbox({ seed: 7 });
  const clients = [openai(box.openai), keygen(box.keygen), keywordsai(box.keywordsai), cobo(box.cobo)];
  await box.close();
  return clients;
};
