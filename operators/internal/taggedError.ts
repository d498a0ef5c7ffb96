import { isObject } from './isObject.js';

/** What errors with a tag have in common: the tag, which is their name, too, and members that say more. */
export class TaggedError extends Error {
  constructor(tag: string, message: string, members: object = {}) {
    super(message);
    Object.assign(this, { _tag: tag, name: tag }, members);
  }
}

/** Returns whether an error has a tag; that of another copy of this package, whose class is another one, has it, too. */
export const isTagged = <E extends TaggedError & { readonly _tag: string }>(
  error: unknown,
  tag: E['_tag'],
): error is E => isObject(error) && error._tag === tag;
