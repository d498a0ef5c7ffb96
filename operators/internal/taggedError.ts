/** What errors with a tag have in common: the tag, which is their name, too, and members that say more. */
export class TaggedError extends Error {
  constructor(tag: string, message: string, members: object = {}) {
    super(message);
    Object.assign(this, { _tag: tag, name: tag }, members);
  }
}
