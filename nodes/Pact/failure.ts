import { isRecord, textOrNull } from '../kit';

/** Why a message was not delivered, as a field of its own; nothing where Pact does not tell. */
export function failureIn(details: unknown): { reason?: string } {
	const reason = wordsIn(details).join(': ');
	return reason === '' ? {} : { reason };
}

/** Pact does not document where in `details` the words stand, so all of them are taken. */
function wordsIn(value: unknown): string[] {
	if (isRecord(value) || Array.isArray(value)) return Object.values(value).flatMap(wordsIn);
	const words = textOrNull(value);
	return words === null ? [] : [words];
}
