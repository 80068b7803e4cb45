import type { Generation as Choice } from '../../shared/operation';
import { current } from './current';
import { document } from './document';
import type { Generation } from './generation';

/** Which of the vendor's servers a node speaks to. */
export const generations: readonly Choice[] = [
	{ name: 'Current', value: 'current', description: 'Servers since January 2026' },
	{
		name: 'Document',
		value: 'document',
		description: 'Servers of 2025, as in the published "Conversation API" document',
	},
];

export const generationOf = (version?: string): Generation => (version === 'document' ? document : current);
