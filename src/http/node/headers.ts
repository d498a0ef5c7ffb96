/** The headers of a reply as Node.js and undici give them: lower case, an array where one came several times. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Returns what reads a header by its name in any case. */
export const headerOf =
  (headers: Headers) =>
  (name: string): string | null => {
    const key = name.toLowerCase();
    const value = Object.hasOwn(headers, key) ? headers[key] : undefined;
    if (value === undefined) return null;
    return typeof value === 'string' ? value : value.join(', ');
  };
