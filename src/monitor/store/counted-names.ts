import { Ints, Places } from './grow.js';

/** Texts as small numbers, for as long as somebody holds them: then a number is another's. */
export class CountedNames {
  readonly #ids = new Map<string, number>();
  readonly #names: (string | undefined)[] = [];
  readonly #holders = new Ints(0);
  readonly #places = new Places();

  get size(): number {
    return this.#ids.size;
  }

  /** The number of a text. One that is new is to be held before the next is asked for. */
  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = this.#places.take();
    this.#ids.set(name, id);
    this.#names[id] = name;
    this.#holders.set(id, 0);
    return id;
  }

  nameOf(id: number): string {
    return this.#names[id] ?? '';
  }

  hold(id: number): void {
    this.#holders.set(id, this.#holders.get(id) + 1);
  }

  release(id: number): void {
    const left = this.#holders.get(id) - 1;
    this.#holders.set(id, left);
    if (left > 0) return;
    this.#ids.delete(this.nameOf(id));
    this.#names[id] = undefined;
    this.#places.giveBack(id);
  }
}
