/** Rows in the order of ids that is given, those that are not in it behind them. Without an order they stay as they are. */
export const inOrder = <R extends { readonly id: string }>(
  rows: readonly R[],
  order: readonly string[],
): readonly R[] => {
  if (order.length === 0) return rows;
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = ({ id }: R): number => places.get(id) ?? order.length;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
};
