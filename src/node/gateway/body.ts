/** A message without the id that the client chose: serialized once, however many clients get it. */
export class Body {
  readonly #byId = new Map<number, Buffer>();

  /** @param text the JSON of a message behind its id: `"value":…` */
  constructor(readonly text: string) {}

  /** The message for a client that opened the view under an id. */
  withId(id: number): Buffer {
    const made = this.#byId.get(id);
    if (made !== undefined) return made;
    const message = Buffer.from(`{"id":${String(id)},${this.text}}`);
    this.#byId.set(id, message);
    return message;
  }
}
