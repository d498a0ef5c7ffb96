// A CommonJS file that imports statically: which settings allow it depends on how an entry is found, and all are found alike.
import { openai } from 'headwater/openai';
import { dedupeBy } from 'headwater/operators';

export const keys = openai({ adminKey: 'key' })
  .projects.apiKeys.list({ project_id: 'proj_abc' })
  .pipe(dedupeBy((key) => key.id));
