import { refused } from '../errors.ts';
import { fields, flag, nullable, optional, text } from '../shape.ts';
import type { Content } from '../state.ts';
import { botId, integrationType, paging, userId } from './filters.ts';
import type { Version } from './version.ts';

const content = fields({ image: optional(nullable(text(0))), text: text(1), type: text(1) });

const storedContent = ({ text: words, type, image }: Content): Content => ({ text: words, type, image });

/** PostgreSQL knows no text with a NUL in it. */
const takes = (words: string): boolean => !words.includes('\0');

/** January 2026, on PostgreSQL. */
export const current: Version = {
	limited: true,
	countsFiltered: true,
	keepsReferred: false,
	same: (one, other) => one === other,
	unknownBot: () => refused(400, 'Validation Error'),
	takes,
	holds: ({ text: words }) => takes(words),

	// A flag in the query is a text, so this filter is always refused.
	conversationFilters: fields({ ...paging, userId, humanHandle: optional(flag), botId, integrationType }),
	matches: (conversation, filters) =>
		(['userId', 'botId', 'integrationType'] as const).every(
			(name) => filters[name] === undefined || filters[name] === conversation[name],
		),
	newConversation: fields({ botId: text(1, 225), sender: text(1, 225), room: text(1, 1000), humanHandle: flag }),
	conversationChanges: fields({ room: text(1, 550), sender: text(1, 225), humanHandle: flag }),
	conversationRow: ({ id, botId: bot, userId: user, room, humanHandle, integrationType: type, sender, ...row }) => ({
		id,
		botId: bot,
		userId: user,
		room,
		humanHandle,
		integrationType: type,
		sender,
		createdAt: row.createdAt,
		updatedAt: row.updatedAt,
	}),
	changedConversation: ({ botId: bot, integrationType: type, humanHandle, room, sender }) => ({
		botId: bot,
		integrationType: type,
		humanHandle,
		room,
		sender,
	}),

	newMessage: fields({
		conversationId: text(1, 225),
		message: content,
		type: text(1, 50),
		sentiment: text(1, 50),
		role: text(1, 50),
	}),
	messageChanges: fields({ message: content, type: text(1, 50), sentiment: text(1, 50) }),
	messageRow: ({ id, conversationId, message, type, role, sentiment, createdAt, updatedAt }) => ({
		id,
		conversationId,
		message: storedContent(message),
		sentiment,
		type,
		role,
		createdAt,
		updatedAt,
	}),
	storedMessage: ({ message, conversationId, type, role, sentiment }) => ({
		message: storedContent(message),
		conversationId,
		type,
		role,
		sentiment,
	}),

	// The user has to be given and does not matter.
	listsBot: () => true,
	botRow: ({ id, userId: user, agentId, botName, isActive, type, data, numberPhoneWaba, createdAt, updatedAt }) => ({
		id,
		userId: user,
		agentId,
		botName,
		isActive,
		type,
		data,
		numberPhoneWaba,
		createdAt,
		updatedAt,
	}),
};
