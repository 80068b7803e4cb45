import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { Client } from '../shared/client';
import { toNodeError } from '../shared/errors';
import type { IdFormat } from '../shared/fields';
import { InputError, locator, plainId, text, toggle } from '../shared/fields';
import { textOrNull } from '../shared/message';
import { NexoraApi, wire } from './api';
import { generationOf } from './generations';
import type { Json } from './generations/generation';

const format: IdFormat = {
	pattern: /^[\w-]{1,225}$/,
	words: 'letters, digits, hyphens and underscores',
	placeholder: 'e.g. 5a4db0c5-1f0e-4c1d-9b8a-2f6f0c7f0001',
};

const MOST_LISTED = 1000;

/** The newest entries of a resource locator's list; what was typed narrows it, because the server cannot search. */
async function search(
	context: ILoadOptionsFunctions,
	rowsOf: (api: NexoraApi) => Promise<Json[]>,
	nameOf: (row: Json) => unknown[],
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const client = new Client(context, wire, await context.getCredentials(wire.credential), { maxWait: 20 });
		const version = textOrNull(context.getCurrentNodeParameter('apiVersion')) ?? undefined;
		const rows = await rowsOf(new NexoraApi(client, generationOf(version)));
		const entries = rows.map((row) => ({
			name: nameOf(row).map(textOrNull).filter(Boolean).join(' · ') || String(row.id),
			value: String(row.id),
		}));
		return { results: entries.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())) };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function searchConversations(this: ILoadOptionsFunctions, filter?: string) {
	return await search(
		this,
		async (api) => await api.newest('/admin/conversation', MOST_LISTED),
		({ room, integrationType }) => [room, integrationType],
		filter,
	);
}

async function searchBots(this: ILoadOptionsFunctions, filter?: string) {
	return await search(
		this,
		async (api) => {
			const { id } = await api.get('/user');
			return await api.newest('/bot', MOST_LISTED, { userId: id });
		},
		({ botName, bot_name: oldName, type }) => [botName ?? oldName, type],
		filter,
	);
}

export const conversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer',
	required: true,
	format,
	search: searchConversations,
});

export const anyConversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer; leave empty for the messages of all conversations',
	format,
	search: searchConversations,
});

const bot = {
	displayName: 'Bot',
	description: 'The bot that the conversation belongs to',
	format,
	search: searchBots,
};

export const botId = locator({ ...bot, required: true });
export const anyBotId = locator(bot);

export const messageId = plainId({
	displayName: 'Message ID',
	description: 'The ID of a message, as Get Many gives it',
	required: true,
	format,
});

export const userId = plainId({
	displayName: 'User ID',
	description: 'The Nexora user that the conversation belongs to',
	format,
});

/** What the column holds, less than the API allows. */
const LONGEST_COLUMN = 100;

export const room = text({
	displayName: 'Room',
	description: 'The name of the conversation, up to 100 characters; a room has one conversation',
	placeholder: 'e.g. client1-123 + client2-123',
	maxLength: LONGEST_COLUMN,
	required: true,
});

const integrationTypeLook = {
	displayName: 'Integration Type',
	description: 'The channel, in any word; the server itself writes waba, baileys or botFather',
	placeholder: 'e.g. whatsapp, telegram, website',
	maxLength: LONGEST_COLUMN,
};

export const integrationType = text({ ...integrationTypeLook, required: true });
export const anyIntegrationType = text(integrationTypeLook);

export const sender = text({
	displayName: 'Sender',
	description: 'Who opens the conversation; the name of the room when left out',
	maxLength: 225,
});

export const humanHandle = toggle({
	displayName: 'Human Handle',
	description:
		'Whether a person answers instead of the bot. The server stores no message of the customer meanwhile. It starts every conversation with the bot: use Update to hand one over.',
});

const LONGEST_WORD = 50;

export const messageText = text({
	displayName: 'Text',
	description: 'The words of the message',
	placeholder: 'e.g. Your order is on its way',
	required: true,
	rows: 4,
});

export const messageType = text({
	displayName: 'Type',
	description: 'What the message is: text, image or voice',
	default: 'text',
	maxLength: LONGEST_WORD,
	required: true,
});

export const messageRole = text({
	displayName: 'Role',
	description: 'Who wrote it: Bot, CS (a person of the business), or user and client for a customer',
	default: 'Bot',
	maxLength: LONGEST_WORD,
	required: true,
});

export const sentiment = text({
	displayName: 'Sentiment',
	description: 'The mood of the message; the server itself always writes netral',
	default: 'netral',
	maxLength: LONGEST_WORD,
	show: { '/apiVersion': ['current'] },
});

/** An update of nothing is a mistake, and the server would take it for one of something. */
export function demandChanges(changes: object): void {
	if (Object.keys(changes).length > 0) return;
	throw new InputError("'Update Fields' is empty", "Add what shall change with 'Add Field'.");
}
