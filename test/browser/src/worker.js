import { count, lastValueFrom } from 'rxjs';
import { openai } from 'headwater/openai';

globalThis.onmessage = async ({ data }) => {
  globalThis.postMessage(await lastValueFrom(openai(data).users.list().pipe(count())));
};
