import { addressed, nameOf, piecesOf, sending, sendOptions } from '../../conversations';
import { type Json, type Parts, path, text, textOrNull } from '../../kit';
import type { NexoraApi } from '../api';
import { operation } from '../operation';
import { messageRole, messageText, messageType, sentiment } from '../fields';
import { inbox } from '../inbox';
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
export async function store(api: NexoraApi, given: NewMessage, body: Json, request: Parts): Promise<Json> {
	const send = async () => await api.post('/message', body, request);
	const answer = await storeFor(api, path`/conversation/${given.conversationId}`, send);
	return (await storedMessage(api, given)) ?? answer;
}

const fields = { ...inbox.where, text: messageText, type: messageType, role: messageRole };

export const create = operation({
	name: 'Create',
	action: 'Store a message',
	description: 'Store a message in a conversation; the server does not send it to WhatsApp or Telegram',
	fields,
	options: { ...sendOptions, image, sentiment },
	simplify: (raw, _entered, past) => addressed(toMessage(raw), past),
	sequence: (entered) => nameOf(inbox.service, entered),
	check({ text: words }, { splitLongText }, { version }) {
		for (const piece of piecesOf(words, splitLongText)) demandStorable(piece, version);
	},
	run: {
		current: async (call) => {
			const { api, fields: entered, options } = call;
			const { conversationId, type, role } = entered;
			return await sending(inbox, inbox.versions.current, call, {
				parts: () =>
					piecesOf(entered.text, options.splitLongText).map((text, index) => ({
						text,
						image: (index === 0 && options.image) || undefined,
					})),
				async post({ text, image: picture }, request) {
					const message = { text, type, image: picture };
					const body = { conversationId, message, type, role, sentiment: options.sentiment || SENTIMENT };
					return await store(api, { ...entered, text }, body, request);
				},
				idOf,
			});
		},
		document: async (call) => {
			const { api, fields: entered, options } = call;
			const { conversationId, type, role } = entered;
			return await sending(inbox, inbox.versions.document, call, {
				parts: () => piecesOf(entered.text, options.splitLongText).map((text) => ({ text })),
				post: async ({ text }, request) =>
					await store(api, { ...entered, text }, { conversationId, message: text, type, role }, request),
				idOf,
			});
		},
	},
});

const idOf = ({ id }: Json) => textOrNull(id);
