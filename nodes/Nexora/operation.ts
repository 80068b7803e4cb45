import { operationOf } from '../kit';
import type { NexoraApi } from './api';

/** The vendor's servers of two times, which want other bodies. */
export interface Apis {
	current: NexoraApi;
	document: NexoraApi;
}

/** Declares an operation of Nexora. */
export const operation = operationOf<Apis>();
