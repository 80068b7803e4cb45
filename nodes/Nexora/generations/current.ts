import { InputError } from '../../shared/fields';
import { recordOf, textOrNull } from '../../shared/message';
import type { Generation } from './generation';

/** What the server itself writes about every message. */
const SENTIMENT = 'netral';

/** The server since January 2026: it counts requests, and insists on every field. */
export const current: Generation = {
	limited: true,
	filters: ({ integrationType }) => integrationType !== undefined,
	newConversation: ({ sender, humanHandle, ...given }) => ({
		...given,
		// it takes no conversation without a sender
		sender: sender ?? given.room,
		humanHandle: humanHandle ?? false,
	}),
	async conversationChanges(changes, read) {
		const { room, sender, humanHandle } = changes;
		if (room !== undefined && sender !== undefined && humanHandle !== undefined) return changes;
		const { room: oldRoom, sender: oldSender, humanHandle: oldHandle } = await read();
		const kept = { room: oldRoom, sender: oldSender, humanHandle: oldHandle ?? false, ...changes };
		if (textOrNull(kept.sender) !== null) return kept;
		throw new InputError(
			"'Sender' is empty, and Nexora takes no change of a conversation without one",
			"Enter 'Sender' under Update Fields.",
		);
	},
	newMessage: ({ text, image, sentiment, ...given }) => ({
		...given,
		message: { text, type: given.type, image },
		sentiment: sentiment ?? SENTIMENT,
	}),
	async messageChanges({ text, ...changes }, read) {
		const { message, type, sentiment } = await read();
		const content = recordOf(message);
		return {
			type,
			sentiment: textOrNull(sentiment) ?? SENTIMENT,
			...changes,
			message: { ...content, text: text ?? content.text, type: changes.type ?? content.type },
		};
	},
};
