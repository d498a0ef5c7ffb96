import { option as O } from 'fp-ts';

/** An address made absolute against the one that was asked; none where it is no address at all. */
export const resolveLink = (link: string, base: string): O.Option<URL> =>
  O.tryCatch(() => new URL(link, base));

/** The value of a query parameter in a link, whether its brackets are percent-encoded or not. */
export const parameterInLink = (link: URL, param: string): O.Option<string> =>
  O.fromNullable(link.searchParams.get(param));

/** What a `Link` header is made of. Each is tried at one place only, so that every character is read once. */
const TOKENS = {
  space: /\s*/y,
  name: /[^\s=;,"]+/y,
  plain: /[^\s;,"]*/y,
};

const tokenAt = (text: string, kind: keyof typeof TOKENS, at: number): RegExpExecArray | null => {
  const pattern = TOKENS[kind];
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** The text between the quotes that open here; by hand, since an engine keeps every character of such a repetition in mind. */
const quotedAt = (
  text: string,
  at: number,
): { readonly whole: string; readonly value: string } | undefined => {
  if (text[at] !== '"') return undefined;
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end < text.length ? { whole: text.slice(at, end + 1), value: text.slice(at + 1, end) } : undefined;
};

const plainAt = (text: string, at: number): { readonly whole: string; readonly value: string } => {
  const value = tokenAt(text, 'plain', at)?.[0] ?? '';
  return { whole: value, value };
};

const afterSpace = (text: string, at: number): number => at + (tokenAt(text, 'space', at)?.[0].length ?? 0);

/** A parameter of a link, and where it ends. */
interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

/** The parameter behind a link or another parameter, `;name=value`; a quoted value may hold any character. */
const parameterAt = (header: string, at: number): Parameter | undefined => {
  const mark = afterSpace(header, at);
  if (header[mark] !== ';') return undefined;
  const start = afterSpace(header, mark + 1);
  const name = tokenAt(header, 'name', start)?.[0];
  if (name === undefined) return undefined;
  const behind = start + name.length;
  const equals = afterSpace(header, behind);
  if (header[equals] !== '=') return { name, value: '', end: behind };
  const from = afterSpace(header, equals + 1);
  const { whole, value } = quotedAt(header, from) ?? plainAt(header, from);
  return { name, value, end: from + whole.length };
};

/** The relations of a link, and where its parameters end: those of its first `rel`, as the standard says. */
const relationsAt = (
  header: string,
  at: number,
): { readonly relations: readonly string[]; readonly end: number } => {
  let relations: readonly string[] | undefined;
  let end = at;
  for (;;) {
    const parameter = parameterAt(header, end);
    if (parameter === undefined) return { relations: relations ?? [], end };
    if (parameter.name.toLowerCase() === 'rel') relations ??= parameter.value.toLowerCase().split(/\s+/);
    end = parameter.end;
  }
};

/**
 * The target with a relation in a `Link` header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export const linkWithRel = (header: string, rel: string): O.Option<string> => {
  let open = header.indexOf('<');
  while (open >= 0) {
    const close = header.indexOf('>', open);
    if (close < 0) return O.none;
    const { relations, end } = relationsAt(header, close + 1);
    if (relations.includes(rel)) return O.some(header.slice(open + 1, close));
    open = header.indexOf('<', end);
  }
  return O.none;
};
