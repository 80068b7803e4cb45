import { text } from '../../shared/fields';
import { operation } from '../api';
import { conversationId, messageRole, messageText, messageType, sentiment } from '../fields';
import { toMessage } from '../simplify';
import { storedMessage } from './stored';

const image = text({
	displayName: 'Image',
	description: 'The address of a picture that belongs to the text',
	placeholder: 'e.g. https://example.com/photo.png',
	show: { '/apiVersion': ['current'] },
});

export const create = operation({
	name: 'Create',
	action: 'Create a message',
	description: 'Store a message in a conversation; the server does not send it to WhatsApp or Telegram',
	fields: { conversationId, text: messageText, type: messageType, role: messageRole },
	options: { image, sentiment },
	simplify: (raw) => toMessage(raw),
	sequence: (fields) => fields.conversationId,
	run: async ({ api, fields, options }) => {
		const { conversationId: conversation, text: words, type, role } = fields;
		const given = { conversationId: conversation, text: words, type, role };
		const more = { image: options.image || undefined, sentiment: options.sentiment || undefined };
		const answer = await api.post('/message', api.generation.newMessage({ ...given, ...more }), {
			500: "Most often there is no such conversation: choose another one in 'Conversation'.",
		});
		return (await storedMessage(api, given)) ?? answer;
	},
});
