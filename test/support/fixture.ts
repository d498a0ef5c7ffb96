import { readFileSync } from 'node:fs';

/** Returns the parsed content of a file under `test/fixtures`. */
export const fixture = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8'));

/** Returns a fixture's items and, apart from them, its envelope. */
export const page = (
  path: string,
  itemsAt: string,
): { readonly items: readonly unknown[]; readonly envelope: unknown } => {
  const { [itemsAt]: items, ...envelope } = fixture(path) as Record<string, unknown>;
  if (!Array.isArray(items)) {
    throw new Error(`no items at ${itemsAt} in ${path}`);
  }
  return { items: items as readonly unknown[], envelope };
};
