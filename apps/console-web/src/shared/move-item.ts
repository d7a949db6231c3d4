/** A list with one item moved by so many places; as it is where that leads out of it. Pure. */
export function moveItem<T>(items: readonly T[], from: number, by: number): readonly T[] {
  const to = from + by;
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = items.filter((_, i) => i !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
