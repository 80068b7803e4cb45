import { internalError } from '../errors.ts';
import { fields, optional, text, type Shape } from '../shape.ts';
import type { Content } from '../state.ts';
import { botId, integrationType, paging, userId } from './filters.ts';
import type { Version } from './version.ts';
import { same } from './mysql.ts';

/** What its text column holds, far less than the API allows. */
const LONGEST_MESSAGE = 191;

const words = text(1, 50_000);
const content: Shape<Content> = (...given) => ({ text: words(...given), type: 'text' });

/** December 2025, which the document describes, on MySQL. */
export const document: Version = {
	limited: false,
	countsFiltered: false,
	keepsReferred: true,
	same,
	unknownBot: internalError,
	takes: () => true,
	holds: (message) => [...message.text].length <= LONGEST_MESSAGE,

	conversationFilters: fields({ ...paging, userId, botId, integrationType }),
	// A filter that is not given is looked for as the text `null`.
	matches: (conversation, filters) =>
		(['userId', 'botId', 'integrationType'] as const).every((name) =>
			same(filters[name] ?? 'null', conversation[name]),
		),
	newConversation: fields({ botId: text(1, 225), room: text(1, 1000) }),
	conversationChanges: fields({ room: text(1, 550) }),
	conversationRow: ({ id, botId: bot, userId: user, room, integrationType: type, createdAt, updatedAt }) => ({
		id,
		botId: bot,
		userId: user,
		room,
		integrationType: type,
		createdAt,
		updatedAt,
	}),
	changedConversation: ({ botId: bot, integrationType: type, room }) => ({ botId: bot, integrationType: type, room }),

	newMessage: fields({ conversationId: text(1, 225), message: content, type: text(1, 50), role: text(1, 50) }),
	messageChanges: fields({ message: optional(content), type: optional(text(1, 50)) }),
	messageRow: ({ id, conversationId, message, type, role, createdAt, updatedAt }) => ({
		id,
		conversationId,
		message: message.text,
		type,
		role,
		createdAt,
		updatedAt,
	}),
	storedMessage: ({ message, conversationId, type, role }) => ({ message: message.text, conversationId, type, role }),

	listsBot: (bot, user) => same(bot.userId, user),
	botRow: ({ id, userId: user, agentId, botName, isActive, type, data, llm, model, numberPhoneWaba, ...row }) => ({
		id,
		userId: user,
		promptId: agentId,
		bot_name: botName,
		is_active: isActive,
		type,
		data,
		llm,
		model,
		numberPhoneWaba,
		createdAt: row.createdAt,
		updatedAt: row.updatedAt,
	}),
};
