/** Days of which sources have reported costs. */
export class ReportedDays {
  readonly #days = new Map<number, Set<number>>();

  has(source: number, day: number): boolean {
    return this.#days.get(source)?.has(day) === true;
  }

  /** Notes a day; returns whether it is new. */
  add(source: number, day: number): boolean {
    const days = this.#days.get(source) ?? new Set<number>();
    this.#days.set(source, days);
    if (days.has(day)) return false;
    days.add(day);
    return true;
  }

  leave(source: number): void {
    this.#days.delete(source);
  }

  forgetBefore(day: number): void {
    for (const days of this.#days.values()) for (const each of days) if (each < day) days.delete(each);
  }
}
