// A CommonJS file whose settings refuse a static import: the types come with a resolution mode, the code with `import()`.
import type * as provider from 'headwater/openai' with { 'resolution-mode': 'import' };

export const client = async (): Promise<ReturnType<typeof provider.openai>> => {
  const { openai } = await import('headwater/openai');
  return openai({ adminKey: 'key' });
};
