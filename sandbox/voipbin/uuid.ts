import { NIL } from './state.ts';

/** The zero UUID names nothing. */
export const isUuid = (text: string): boolean =>
	/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text) && text !== NIL;
