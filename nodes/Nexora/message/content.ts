import { InputError } from '../../kit';

/** What the server itself writes about every message. */
export const SENTIMENT = 'netral';

/** What the column of a server of 2025 holds, far less than its API allows. */
const LONGEST_TEXT = 191;

/** Throws an `InputError` where a server of 2025 would refuse or cut a text. */
export function demandFits(text = ''): void {
	const { length } = [...text];
	if (length <= LONGEST_TEXT) return;
	throw new InputError(
		"'Text' is too long",
		`It has ${length} characters; a Nexora server of 2025 stores ${LONGEST_TEXT} at most.`,
	);
}
