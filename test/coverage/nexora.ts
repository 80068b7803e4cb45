import type { Demands, Described, Promised } from './demands.ts';

const conversation = ['room', 'integrationType', 'botId'];

const conversations: Array<Omit<Described, 'seed'>> = [
	// the document's table asks for `userId` where its example has `botId`
	{
		endpoint: 'POST /api/conversation',
		parameters: ['room', 'integrationType', 'botId', 'userId'],
		answer: conversation,
	},
	{ endpoint: 'GET /api/conversation', parameters: ['page', 'limit', 'userId', 'botId'], answer: conversation },
	{ endpoint: 'GET /api/conversation/:id', parameters: ['id'], answer: conversation },
	{
		endpoint: 'PATCH /api/conversation/:id',
		parameters: ['id', 'room', 'integrationType', 'botId'],
		answer: conversation,
	},
	{ endpoint: 'DELETE /api/conversation/:id', parameters: ['id'], answer: ['deleted', 'id'] },
];

const promised: Promised[] = [
	{
		resource: 'conversation',
		operation: 'getAll',
		fields: [
			'returnAll',
			'limit',
			'simplify',
			'options.integrationType',
			'options.userId',
			'options.botId',
			'options.timeout',
			'options.maxWait',
		],
	},
	{ resource: 'conversation', operation: 'get', fields: ['conversationId', 'simplify'] },
	{ resource: 'conversation', operation: 'delete', fields: ['conversationId'] },
	{
		resource: 'conversation',
		operation: 'create',
		fields: ['room', 'integrationType', 'botId', 'simplify', 'options.sender', 'options.humanHandle', 'options.userId'],
	},
	{
		resource: 'conversation',
		operation: 'update',
		fields: [
			'conversationId',
			'simplify',
			'updateFields.room',
			'updateFields.sender',
			'updateFields.humanHandle',
			'updateFields.integrationType',
			'updateFields.botId',
		],
	},
	{ resource: 'message', operation: 'getAll', fields: ['conversationId', 'returnAll', 'limit', 'simplify'] },
	{ resource: 'message', operation: 'get', fields: ['messageId', 'simplify'] },
	{ resource: 'message', operation: 'delete', fields: ['messageId'] },
	{
		resource: 'message',
		operation: 'create',
		fields: ['conversationId', 'text', 'type', 'role', 'simplify', 'options.sentiment', 'options.image'],
	},
	{
		resource: 'message',
		operation: 'update',
		fields: [
			'messageId',
			'simplify',
			'updateFields.text',
			'updateFields.type',
			'updateFields.role',
			'updateFields.sentiment',
		],
	},
];

const type = 'n8n-nodes-conversations.nexora';
const described = conversations.map((entry) => ({ seed: '004', ...entry }));

/** What only today's servers know. */
const CURRENT_ONLY = ['options.sentiment', 'options.image', 'updateFields.sentiment'];

/** Seed 004 is the document of 2025; the contract names the rows, which both generations of the server have. */
export const nexora: Demands = { type, generation: 'current', described, promised };

export const nexoraDocument: Demands = {
	type,
	generation: 'document',
	described,
	promised: promised.map((row) => ({ ...row, fields: row.fields.filter((field) => !CURRENT_ONLY.includes(field)) })),
};
