import { choice, take } from '../kit';

/** In which order messages are listed; which ones they are it does not say. */
export const sortDirection = choice({
	displayName: 'Sort Direction',
	description: 'Whether the newest or the oldest come first. With a Limit these are the newest messages either way.',
	options: [
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc', description: 'As one reads a conversation' },
	],
	default: 'desc',
});

/** The newest `limit` of messages that come newest first, in the order that is wanted. */
export async function* inOrder<T>(
	newestFirst: Iterable<T> | AsyncIterable<T>,
	limit: number,
	direction: 'asc' | 'desc' = 'desc',
): AsyncGenerator<T, void> {
	if (direction === 'desc') yield* newestFirst;
	else yield* (await take(newestFirst, limit)).reverse();
}
