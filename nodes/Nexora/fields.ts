import { type IdFormat, locator, plainId, text, toggle } from '../kit';
import { lists } from './lists';

const format: IdFormat = {
	pattern: /^[\w-]{1,225}$/,
	words: 'letters, digits, hyphens and underscores',
	placeholder: 'e.g. 5a4db0c5-1f0e-4c1d-9b8a-2f6f0c7f0001',
};

export const conversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer',
	required: true,
	format,
	list: lists.searchConversations,
});

export const anyConversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer; leave empty for the messages of all conversations',
	format,
	list: lists.searchConversations,
});

const bot = {
	displayName: 'Bot',
	description: 'The bot that the conversation belongs to',
	format,
	list: lists.searchBots,
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
	description: 'The channel, in a word of your own; the server itself writes waba, baileys or botFather',
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
		'Whether a person answers instead of the bot. Meanwhile the server stores no messages of the customer. Servers of 2025 do not have this.',
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
	show: { apiVersion: ['current'] },
});
