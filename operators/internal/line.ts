interface Link<A> {
  readonly value: A;
  prev: Link<A> | undefined;
  next: Link<A> | undefined;
  waits: boolean;
}

/** A line that can be left from anywhere at constant cost. */
export class Line<A> {
  /** How many stand in line. */
  length = 0;
  private first: Link<A> | undefined;
  private last: Link<A> | undefined;

  head(): A | undefined {
    return this.first?.value;
  }

  shift(): void {
    if (this.first !== undefined) {
      this.drop(this.first);
    }
  }

  /** Joins at the end; the answer leaves the line, and tells whether that was still to do. */
  join(value: A): () => boolean {
    const link: Link<A> = { value, prev: this.last, next: undefined, waits: true };
    if (this.last === undefined) {
      this.first = link;
    } else {
      this.last.next = link;
    }
    this.last = link;
    this.length++;
    return () => this.drop(link);
  }

  /** Everyone in line now, each with the way to leave it. */
  members(): readonly (readonly [A, () => boolean])[] {
    const all: (readonly [A, () => boolean])[] = [];
    for (let link = this.first; link !== undefined; link = link.next) {
      const member = link;
      all.push([member.value, () => this.drop(member)]);
    }
    return all;
  }

  private drop(link: Link<A>): boolean {
    if (!link.waits) {
      return false;
    }
    link.waits = false;
    this.length--;
    if (link.prev === undefined) {
      this.first = link.next;
    } else {
      link.prev.next = link.next;
    }
    if (link.next === undefined) {
      this.last = link.prev;
    } else {
      link.next.prev = link.prev;
    }
    return true;
  }
}
