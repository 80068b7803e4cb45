import { EmptyInput, jsonList, path, text } from '../../kit';
import { operation } from '../operation';
import { conversationId } from '../fields';
import { toMessage } from '../simplify';

const messageText = text({
	displayName: 'Text',
	description: 'The words to send',
	placeholder: 'e.g. Your order is on its way',
	rows: 4,
});

const medias = jsonList({
	displayName: 'Medias',
	description: "Files as a JSON list in VoIPbin's form; VoIPbin documents it, but its servers of today leave it out",
	placeholder: 'e.g. [{ "type": "image", "filename": "price-list.png" }]',
});

export const send = operation({
	name: 'Send',
	action: 'Reply in a conversation',
	description: 'Write to the customer in an existing conversation',
	fields: { conversationId, text: messageText },
	options: { medias },
	// the answer of 2022 tells no direction, but what was just sent goes out
	simplify: (raw) => toMessage({ direction: 'outgoing', ...raw }),
	sequence: (fields) => fields.conversationId.toLowerCase(),
	check(fields, options) {
		if (fields.text.trim() !== '' || options.medias?.length) return;
		throw new EmptyInput('Text', 'Enter a text to send.');
	},
	run: async ({ api, fields, options, hint }) => {
		const sent = await api.post(path`/conversations/${fields.conversationId}/messages`, {
			text: fields.text,
			// VoIPbin's document demands it, though there is none
			medias: options.medias ?? [],
		});
		if (options.medias?.length && !Array.isArray(sent.medias)) hint('VoIPbin sent the text without the medias');
		return sent;
	},
});
