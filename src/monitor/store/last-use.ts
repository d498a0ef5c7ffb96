import type { Entities } from './entities.js';
import { Bytes, Ints } from './grow.js';
import { MINUTE, slotOf } from './levels.js';

/** When a credential, or a bearer, was last seen in use. */
export class LastUse {
  readonly #minutes = new Ints(-1);
  /** By when figures first named it. */
  readonly #named = new Ints(-1);
  /** Whether single requests, and not sums, show it. */
  readonly #byRequest = new Bytes();
  /** Called when a credential is seen in use later than before. */
  used: ((credential: number) => void) | undefined;

  constructor(private readonly entities: Entities) {}

  /** In minutes since 1970; -1 for never. */
  minuteOf(place: number): number {
    return this.#minutes.get(place);
  }

  /** What shows that a credential was used. */
  evidenceOf(credential: number): 'usage' | 'request_log' {
    return this.#byRequest.get(credential) === 1 ? 'request_log' : 'usage';
  }

  /** Notes that figures of a time, or of a bucket that ends then, name something. */
  name(place: number, ms: number): void {
    const minute = slotOf(MINUTE, ms);
    const before = this.#named.get(place);
    if (before < 0 || minute < before) this.#named.set(place, minute);
  }

  /** Whether figures named something before a time, in milliseconds. What is not known was long ago. */
  isNamedBefore(place: number, ms: number): boolean {
    return this.#named.get(place) <= slotOf(MINUTE, ms);
  }

  /** Notes a use. Returns whether it is later than what was known. */
  note(place: number, ms: number, byRequest: 0 | 1): boolean {
    const minute = slotOf(MINUTE, ms);
    if (minute <= this.#minutes.get(place)) return false;
    this.#minutes.set(place, minute);
    this.#byRequest.set(place, byRequest);
    this.used?.(place);
    return true;
  }

  /** Notes a use by a credential; where only the bearer is known, by one of theirs. */
  noteBy(credential: number, principal: number, ms: number, byRequest: 0 | 1): void {
    if (credential >= 0) {
      this.name(credential, ms);
      this.note(credential, ms, byRequest);
    } else if (byRequest === 1 && principal >= 0 && this.note(principal, ms, byRequest))
      for (const key of this.entities.owned.of(principal)) this.used?.(key);
  }

  restore(place: number, minute: number, byRequest: boolean): void {
    this.#minutes.set(place, minute);
    this.#named.set(place, minute);
    this.#byRequest.set(place, byRequest ? 1 : 0);
  }

  forget(place: number): void {
    this.#named.set(place, -1);
    this.#minutes.set(place, -1);
  }
}
