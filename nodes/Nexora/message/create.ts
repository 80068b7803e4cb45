import { type Json, path, text } from '../../kit';
import type { NexoraApi } from '../api';
import { operation } from '../operation';
import { conversationId, messageRole, messageText, messageType, sentiment } from '../fields';
import { toMessage } from '../simplify';
import { storeFor } from '../missing';
import { demandStorable, SENTIMENT } from './content';
import { type NewMessage, storedMessage } from './stored';

const image = text({
	displayName: 'Image',
	description: 'The address of a picture that belongs to the text',
	placeholder: 'e.g. https://example.com/photo.png',
	show: { apiVersion: ['current'] },
});

/** Stores a message and looks for its row, which the answer does not tell. */
async function store(api: NexoraApi, given: NewMessage, body: Json): Promise<Json> {
	const answer = await storeFor(api, path`/conversation/${given.conversationId}`, () => api.post('/message', body));
	return (await storedMessage(api, given)) ?? answer;
}

export const create = operation({
	name: 'Create',
	action: 'Store a message',
	description: 'Store a message in a conversation; the server does not send it to WhatsApp or Telegram',
	fields: { conversationId, text: messageText, type: messageType, role: messageRole },
	options: { image, sentiment },
	simplify: toMessage,
	sequence: (fields) => fields.conversationId,
	check: ({ text: words }, _options, { version }) => demandStorable(words, version),
	run: {
		current: ({ api, fields, options }) =>
			store(api, fields, {
				conversationId: fields.conversationId,
				message: { text: fields.text, type: fields.type, image: options.image || undefined },
				type: fields.type,
				role: fields.role,
				sentiment: options.sentiment || SENTIMENT,
			}),
		document: ({ api, fields }) => {
			const { conversationId: conversation, text: message, type, role } = fields;
			return store(api, fields, { conversationId: conversation, message, type, role });
		},
	},
});
