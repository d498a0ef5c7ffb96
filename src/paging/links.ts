import { option as O } from 'fp-ts';

/** An address made absolute against the one that was asked; none where it is no address at all. */
export const resolveLink = (link: string, base: string): O.Option<URL> =>
  O.tryCatch(() => new URL(link, base));

/** The value of a query parameter in a link, whether its brackets are percent-encoded or not. */
export const parameterInLink = (link: URL, param: string): O.Option<string> =>
  O.fromNullable(link.searchParams.get(param));

/** One link of the header: `<target>` and its parameters, in which a quoted text may hold any character. */
const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const PARAMETER = /;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

/** The relations of a link: those of its first `rel`, as the standard says, whatever other parameters hold. */
const relationsIn = (parameters: string): readonly string[] => {
  const found = [...parameters.matchAll(PARAMETER)].find(([, name = '']) => name.toLowerCase() === 'rel');
  return (found?.[2] ?? found?.[3] ?? '').toLowerCase().split(/\s+/);
};

/**
 * The target with a relation in a `Link` header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export const linkWithRel = (header: string, rel: string): O.Option<string> => {
  for (const [, target, parameters = ''] of header.matchAll(LINK)) {
    if (target !== undefined && relationsIn(parameters).includes(rel)) return O.some(target);
  }
  return O.none;
};
