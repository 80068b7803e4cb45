import type { Described } from './described.ts';

const conversation = [
	'external_id',
	'name',
	'channel_id',
	'channel_type',
	'created_at',
	'avatar',
	'sender_external_id',
	'meta',
];

const conversations: Array<Omit<Described, 'seed'>> = [
	{
		endpoint: 'GET /p1/companies/:companyId/conversations',
		parameters: ['companyId', 'from', 'per', 'sort_direction'],
		answer: conversation,
	},
	{
		endpoint: 'POST /p1/companies/:companyId/conversations',
		parameters: ['companyId', 'provider', 'phone'],
		answer: conversation,
	},
	{
		endpoint: 'GET /p1/companies/:companyId/conversations/:conversationId',
		parameters: ['companyId', 'conversationId'],
		answer: conversation,
	},
	{
		endpoint: 'PUT /p1/companies/:companyId/conversations/:conversationId/assign',
		parameters: ['companyId', 'conversationId', 'assignee_id'],
		answer: ['external_id'],
	},
];

/** Seeds 000 (REST) and 001 (PHP) describe conversations, seed 002 messages. */
export const pactP1: Described[] = [
	...conversations.map((entry) => ({ seed: '000, 001', ...entry })),
	{
		seed: '002',
		endpoint: 'GET /p1/companies/:companyId/conversations/:conversationId/messages',
		parameters: ['companyId', 'conversationId'],
		answer: ['external_id', 'channel_id', 'channel_type', 'message', 'income', 'created_at', 'attachments'],
	},
	{
		seed: '002',
		endpoint: 'POST /p1/companies/:companyId/conversations/:conversationId/messages',
		parameters: ['companyId', 'conversationId', 'message', 'attachments_ids'],
		answer: [
			'id',
			'company_id',
			'channel.id',
			'channel.type',
			'conversation_id',
			'state',
			'message_id',
			'details',
			'created_at',
		],
	},
	{
		seed: '002',
		endpoint: 'POST /p1/companies/:companyId/conversations/:conversationId/messages/attachments',
		parameters: ['companyId', 'conversationId', 'files.file'],
		answer: ['external_id'],
	},
];
