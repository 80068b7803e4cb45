import { nameOf, piecesOf, sending, sendOptions } from '../../conversations';
import { EmptyInput, jsonList, path, Plain, text, textOrNull } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { toSentMessage } from '../simplify';

const messageText = text({
	displayName: 'Text',
	description: 'The words to send',
	placeholder: 'e.g. Your order is on its way',
	rows: 4,
});

const medias = jsonList({
	displayName: 'Medias',
	description:
		"Files as a JSON list in VoIPbin's format; its documents have them, but its servers of today leave them out",
	placeholder: 'e.g. [{ "type": "image", "filename": "price-list.png" }]',
});

export const send = operation({
	name: 'Send',
	action: 'Reply to a customer by chat or SMS',
	description: 'Write to the customer in an existing conversation',
	fields: { ...inbox.where, text: messageText },
	options: { ...sendOptions, medias },
	simplify: toSentMessage,
	sequence: (fields) => nameOf(inbox.service, fields),
	check(fields, options) {
		if (fields.text.trim() !== '' || options.medias?.length) return;
		throw new EmptyInput('Text', 'Enter a text to send.');
	},
	run: async (call) => {
		const { api, fields, options, hint } = call;
		const route = path`/conversations/${fields.conversationId}/messages`;
		const sent = await sending(inbox, inbox.versions.v1, call, {
			// VoIPbin's document demands medias, though there are none
			parts: () =>
				piecesOf(fields.text, options.splitLongText).map((text, index) => ({
					text,
					medias: index === 0 ? (options.medias ?? []) : [],
				})),
			post: async (part, request) => await api.post(route, { ...part }, request),
			idOf: ({ id }) => textOrNull(id),
		});
		if (sent instanceof Plain) return sent;
		if (options.medias?.length && !Array.isArray(sent[0]?.medias)) hint('VoIPbin sent the text without the medias');
		return sent;
	},
});
