import { InputError } from '../../kit';

/** What the server itself writes about every message. */
export const SENTIMENT = 'netral';

/** What the column of a server of 2025 holds, far less than its API allows. */
const LONGEST_TEXT = 191;

/** Throws an `InputError` where the server would fail to store a text. */
export function demandStorable(words: string, version: string, field = 'Text'): void {
	const { length } = [...words];
	if (version === 'document' && length > LONGEST_TEXT) {
		throw new InputError(
			`'${field}' is too long`,
			`Shorten it: it has ${length} characters, and a Nexora server of 2025 stores ${LONGEST_TEXT} at most.`,
		);
	}
	if (version === 'current' && words.includes('\0')) {
		throw new InputError(
			`'${field}' holds a NUL character`,
			'Remove it in the expression that fills the text: Nexora stores none.',
		);
	}
}
