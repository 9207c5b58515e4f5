import { availableParallelism } from 'node:os';

/** Does something with each item, as many at once as there are cores: each has a deadline, and many at once would all miss it. */
export async function inTurn<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	const waiting = items.entries();
	const work = async (): Promise<void> => {
		for (const [index, item] of waiting) results[index] = await action(item);
	};
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	return results;
}
