import { option as O } from 'fp-ts';

/** An address made absolute against the one that was asked; none where it is no address at all. */
export const resolveLink = (link: string, base: string): O.Option<URL> =>
  O.tryCatch(() => new URL(link, base));

/** The value of a query parameter in a link, whether its brackets are percent-encoded or not. */
export const parameterInLink = (link: URL, param: string): O.Option<string> =>
  O.fromNullable(link.searchParams.get(param));

/**
 * The target with a relation in a `Link` header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export const linkWithRel = (header: string, rel: string): O.Option<string> => {
  for (const [, target, parameters = ''] of header.matchAll(/<([^>]*)>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
    const names = (relations?.[1] ?? relations?.[2] ?? '').toLowerCase().split(/\s+/);
    if (target !== undefined && names.includes(rel)) return O.some(target);
  }
  return O.none;
};
