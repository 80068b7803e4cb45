import { operationOf } from '../kit';
import type { P1 } from './p1/api';
import type { P2 } from './p2/api';

/** The versions of Pact's API. */
export interface Apis {
	p1: P1;
	p2: P2;
}

/** Declares an operation of Pact. */
export const operation = operationOf<Apis>();
