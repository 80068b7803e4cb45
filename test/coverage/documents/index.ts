import type { services } from '../../../nodes/services.ts';
import type { Described } from './described.ts';
import { nexora } from './nexora.ts';
import { pactP1 } from './pactP1.ts';
import { pactP2 } from './pactP2.ts';
import { voipbin } from './voipbin.ts';

type Services = typeof services;

/** What the documents of each service describe, by version of its API. */
export const documents: { [Key in keyof Services]: Record<keyof Services[Key]['versions'], Described[]> } = {
	pact: { p1: pactP1, p2: pactP2 },
	voipbin: { v1: voipbin },
	nexora: { current: nexora, document: nexora },
};
