/**
 * A row while it is made. It begins with a member of its own, and the record that it copies comes after: in V8 11 (Node 20) an object
 * that begins with a copy and then gains members has a shape of its own, which costs microseconds to make and more memory than the row.
 */
export type Draft<R> = { -readonly [K in keyof R]: R[K] };
