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

/** What servers of today keep beside a message. */
interface Extras {
	image?: string;
	sentiment?: string;
}

/** Stores a message and looks for its row, which the answer does not tell. */
async function store(api: NexoraApi, given: NewMessage, body: Json): Promise<Json> {
	const answer = await storeFor(api, path`/conversation/${given.conversationId}`, () => api.post('/message', body));
	return (await storedMessage(api, given)) ?? answer;
}

/** Stores a message on a server of each time. */
export const storeIn = {
	current: async (api: NexoraApi, given: NewMessage, { image: picture, sentiment: mood }: Extras = {}) =>
		await store(api, given, {
			conversationId: given.conversationId,
			message: { text: given.text, type: given.type, image: picture || undefined },
			type: given.type,
			role: given.role,
			sentiment: mood || SENTIMENT,
		}),
	async document(api: NexoraApi, given: NewMessage) {
		const { conversationId: conversation, text: message, type, role } = given;
		return await store(api, given, { conversationId: conversation, message, type, role });
	},
};

export const create = operation({
	name: 'Create',
	action: 'Create a message',
	description: 'Store a message in a conversation; the server does not send it to WhatsApp or Telegram',
	fields: { conversationId, text: messageText, type: messageType, role: messageRole },
	options: { image, sentiment },
	simplify: toMessage,
	sequence: (fields) => fields.conversationId,
	check: ({ text: words }, _options, { version }) => demandStorable(words, version),
	run: {
		current: ({ api, fields, options }) => storeIn.current(api, fields, options),
		document: ({ api, fields }) => storeIn.document(api, fields),
	},
});
