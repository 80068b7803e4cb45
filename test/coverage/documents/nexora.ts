import type { Described } from './described.ts';

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

/** Seed 004 is the document of 2025, and today's servers have its endpoints too. */
export const nexora: Described[] = conversations.map((entry) => ({ seed: '004', ...entry }));
