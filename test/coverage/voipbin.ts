import type { Demands } from './demands.ts';

const times = ['tm_create', 'tm_update', 'tm_delete'];

const conversation = [
	'id',
	'name',
	'detail',
	'reference_type',
	'reference_id',
	'participants.type',
	'participants.target',
	'participants.target_name',
	'participants.name',
	'participants.detail',
	...times,
];

const message = [
	'id',
	'conversation_id',
	'status',
	'reference_type',
	'reference_id',
	'source_target',
	'text',
	'medias',
	...times,
];

/** Seed 003 is the tutorial of 2022; the contract names the rows. */
export const voipbin: Demands = {
	type: 'n8n-nodes-conversations.voipbin',
	described: [
		{ endpoint: 'POST /v1.0/conversations/setup', parameters: ['token', 'reference_type'], answer: [] },
		// the tutorial's `next_page_token` comes back as `page_token`
		{ endpoint: 'GET /v1.0/conversations', parameters: ['token', 'page_token'], answer: conversation },
		{ endpoint: 'GET /v1.0/conversations/:id', parameters: ['token', 'id'], answer: conversation },
		{ endpoint: 'POST /v1.0/conversations/:id/messages', parameters: ['token', 'id', 'text'], answer: message },
		{ endpoint: 'GET /v1.0/conversations/:id/messages', parameters: ['token', 'id', 'page_token'], answer: message },
	].map((entry) => ({ seed: '003', ...entry })),
	promised: [
		{ resource: 'conversation', operation: 'getAll', fields: ['returnAll', 'limit', 'simplify', 'options.ownerId'] },
		{ resource: 'conversation', operation: 'get', fields: ['conversationId', 'simplify'] },
		{
			resource: 'conversation',
			operation: 'update',
			fields: ['conversationId', 'simplify', 'updateFields.name', 'updateFields.detail', 'updateFields.ownerId'],
		},
		{ resource: 'conversation', operation: 'unassign', fields: ['conversationId', 'simplify'] },
		{ resource: 'conversation', operation: 'setup', fields: ['referenceType'] },
		{ resource: 'message', operation: 'getAll', fields: ['conversationId', 'returnAll', 'limit', 'simplify'] },
		{
			resource: 'message',
			operation: 'send',
			fields: ['conversationId', 'text', 'simplify', 'options.medias', 'options.timeout', 'options.maxWait'],
		},
		{ resource: 'account', operation: 'getAll', fields: ['returnAll', 'limit'] },
		{ resource: 'account', operation: 'get', fields: ['accountId'] },
		{
			resource: 'account',
			operation: 'create',
			fields: [
				'type',
				'name',
				'detail',
				'secret',
				'token',
				'options.appSecret',
				'options.messageFlowId',
				'options.phoneNumberId',
			],
		},
		{
			resource: 'account',
			operation: 'update',
			fields: [
				'accountId',
				'name',
				'detail',
				'secret',
				'token',
				'options.appSecret',
				'options.messageFlowId',
				'options.phoneNumberId',
			],
		},
		{ resource: 'account', operation: 'delete', fields: ['accountId'] },
	],
};
