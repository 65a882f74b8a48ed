/**
 * Does the work for every item; one that fails does not hold up those behind it, which belong to other people. All
 * failures are thrown together at the end, so that the job reports them and comes round again.
 */
export async function eachApart<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items)
    await work(item).catch((error: unknown) => {
      failures.push(error);
    });
  if (failures.length === 0) return;
  const [first] = failures;
  const words = first instanceof Error ? first.message : String(first);
  throw new AggregateError(failures, `${failures.length} of ${items.length} failed: ${words}`);
}
