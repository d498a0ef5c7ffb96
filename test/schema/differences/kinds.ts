/** Exact texts, or a pattern. */
export type Texts = string | readonly string[] | RegExp;

/** A difference, or a family of them, that is meant. */
export interface Expected {
  /** File name of the document. */
  readonly document: string;
  /** Ids of endpoints. Default: all. */
  readonly endpoint?: Texts;
  /** Default: all. */
  readonly path?: Texts;
  readonly difference: Texts;
  readonly reason: string;
}

export const OPTIONAL = 'required in the document, optional in the codec';
export const ALWAYS = 'required in the codec, optional in the document';
export const NULLABLE = 'null in the codec, not in the document';
export const MORE = 'not in the document';
export const OPEN = 'left open';
export const SUGGESTED = /^the document does not name /;
export const NARROWER = /^type anything in the document, /;
