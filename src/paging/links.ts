import { either as E, option as O } from 'fp-ts';

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

/** Some servers quote as JavaScript does. */
const relationsIn = (value: string): readonly string[] =>
  value.replaceAll("'", '').toLowerCase().split(/\s+/);

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
    if (parameter.name.toLowerCase() === 'rel') relations ??= relationsIn(parameter.value);
    end = parameter.end;
  }
};

/** The separators between two links. */
const SEPARATORS = /^[\s,]*$/;

/** The end of a header that holds no link any more, or part of one that cannot be read. */
const atItsEnd = (rest: string, rel: string): E.Either<string, O.Option<string>> =>
  SEPARATORS.test(rest) || !rest.toLowerCase().includes(rel) ? E.right(O.none) : E.left(rest);

/**
 * The target with a relation in a `Link` header; a Left with a part that cannot be read where that names the relation: what it says is
 * not known, and to take it for nothing would end a walk too early.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export const linkWithRel = (header: string, rel: string): E.Either<string, O.Option<string>> => {
  let unread = '';
  let end = 0;
  for (;;) {
    const open = header.indexOf('<', end);
    const close = open < 0 ? -1 : header.indexOf('>', open);
    if (close < 0) return atItsEnd(unread + header.slice(end), rel);
    unread += header.slice(end, open);
    const link = relationsAt(header, close + 1);
    if (link.relations.includes(rel)) return E.right(O.some(header.slice(open + 1, close)));
    end = link.end;
  }
};
