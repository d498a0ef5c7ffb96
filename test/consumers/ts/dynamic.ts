// A CommonJS file whose settings refuse a static import: the types come with a resolution mode, the code with `import()`.
import type * as headwater from 'headwater' with { 'resolution-mode': 'import' };

export const client = async (): Promise<ReturnType<typeof headwater.openai>> => {
  const { openai } = await import('headwater');
  return openai({ adminKey: 'key' });
};
