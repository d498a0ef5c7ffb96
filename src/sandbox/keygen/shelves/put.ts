/** Puts a record at the head of its list. */
export function put<A>(list: A[], record: A): A {
  list.unshift(record);
  return record;
}
