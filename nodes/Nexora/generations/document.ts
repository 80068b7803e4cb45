import { InputError } from '../../shared/fields';
import type { Generation } from './generation';

/** What the column of this server holds, far less than its API allows. */
const LONGEST_TEXT = 191;

function demandFits(text = ''): void {
	const { length } = [...text];
	if (length <= LONGEST_TEXT) return;
	throw new InputError(
		"'Text' is too long",
		`It has ${length} characters; a Nexora server of 2025 stores ${LONGEST_TEXT} at most.`,
	);
}

/** The server of December 2025, which the published document describes. */
export const document: Generation = {
	limited: false,
	// it looks for what is left out as if it were the text "null"
	filters: ({ integrationType, userId, botId }) => [integrationType, userId, botId].every((one) => one !== undefined),
	newConversation: (given) => ({ ...given }),
	conversationChanges: async (changes, read) => ({ ...changes, room: changes.room ?? (await read()).room }),
	newMessage({ text, conversationId, type, role }) {
		demandFits(text);
		return { conversationId, message: text, type, role };
	},
	async messageChanges({ text, type, role }) {
		demandFits(text);
		return { message: text, type, role };
	},
};
