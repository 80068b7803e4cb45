import type { Client } from '../shared/client';
import type { Generation } from '../shared/operation';
import type { PactApi } from './api';
import { P1 } from './p1/api';
import { P2 } from './p2/api';

/** Which of Pact's API generations a node speaks; the first is the default. */
export const generations: readonly Generation[] = [
	{ name: 'P2', value: 'p2', description: 'The current API of Pact' },
	{ name: 'P1', value: 'p1', description: 'The API before, which Pact calls deprecated' },
];

/** Pact in the chosen generation. */
export const connect = (client: Client, generation?: string): PactApi =>
	generation === 'p1' ? new P1(client) : new P2(client);
