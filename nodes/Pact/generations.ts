import type { Generation } from '../shared/operation';

/** Which of Pact's API generations a node speaks. */
export const generations: readonly Generation[] = [
	{ name: 'P1', value: 'p1', description: 'The Private API, base address /p1' },
];
