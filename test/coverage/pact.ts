import type { Demands, Described } from './demands.ts';

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

/** Seeds 000 (REST) and 001 (PHP) describe conversations, seed 002 messages; the contract names the p1 rows. */
export const pact: Demands = {
	type: 'n8n-nodes-conversations.pact',
	described: [
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
	],
	promised: [
		{ resource: 'company', operation: 'getAll', fields: ['returnAll', 'limit', 'options.sortDirection'] },
		{
			resource: 'company',
			operation: 'create',
			fields: ['name', 'options.phone', 'options.description', 'options.webhookUrl'],
		},
		{
			resource: 'company',
			operation: 'update',
			fields: [
				'companyId',
				'updateFields.name',
				'updateFields.phone',
				'updateFields.description',
				'updateFields.webhookUrl',
				'updateFields.hidden',
			],
		},
		{ resource: 'channel', operation: 'getAll', fields: ['companyId', 'returnAll', 'limit'] },
		{
			resource: 'channel',
			operation: 'create',
			fields: [
				'companyId',
				'provider',
				'options.token',
				'options.syncMessagesFrom',
				'options.doNotMarkAsRead',
				'options.phone',
				'options.viaQrCode',
				'options.hostingType',
				'options.subtype',
				'options.dialog360ChannelId',
				'options.dialog360ClientId',
				'options.accountName',
				'options.login',
				'options.password',
				'options.data',
				'options.syncComments',
			],
		},
		{ resource: 'channel', operation: 'update', fields: ['companyId', 'channelId', 'token'] },
		{ resource: 'channel', operation: 'delete', fields: ['companyId', 'channelId'] },
		{ resource: 'channel', operation: 'checkUser', fields: ['companyId', 'channelId', 'phone'] },
		{
			resource: 'channel',
			operation: 'requestCode',
			fields: ['companyId', 'channelId', 'provider', 'options.challengeType', 'options.challengeVariant'],
		},
		{
			resource: 'channel',
			operation: 'confirm',
			fields: [
				'companyId',
				'channelId',
				'provider',
				'confirmationType',
				'code',
				'password',
				'options.challengeType',
				'options.confirmationVariant',
			],
		},
		{
			resource: 'conversation',
			operation: 'getAll',
			fields: ['companyId', 'returnAll', 'limit', 'simplify', 'options.sortDirection', 'options.search'],
		},
		{ resource: 'conversation', operation: 'get', fields: ['companyId', 'conversationId', 'simplify'] },
		{
			resource: 'conversation',
			operation: 'create',
			fields: ['companyId', 'provider', 'phone', 'text', 'simplify', 'options.username', 'options.sendToCrm'],
		},
		{ resource: 'conversation', operation: 'assign', fields: ['companyId', 'conversationId', 'assigneeId'] },
		{ resource: 'conversation', operation: 'addNote', fields: ['companyId', 'conversationId', 'note'] },
		{
			resource: 'conversation',
			operation: 'toggleBitrix',
			fields: ['companyId', 'conversationId', 'enabled', 'simplify'],
		},
		{
			resource: 'message',
			operation: 'getAll',
			fields: ['companyId', 'conversationId', 'returnAll', 'limit', 'simplify', 'options.sortDirection'],
		},
		{
			resource: 'message',
			operation: 'send',
			fields: [
				'companyId',
				'conversationId',
				'text',
				'attachmentIds',
				'binaryPropertyName',
				'simplify',
				'options.sendToCrm',
				'options.buttons',
				'options.waitForDelivery',
				'options.timeout',
				'options.maxWait',
			],
		},
		{
			resource: 'message',
			operation: 'sendFirst',
			fields: ['companyId', 'channelId', 'phone', 'text', 'templateId', 'templateParameters', 'simplify'],
		},
		{
			resource: 'attachment',
			operation: 'upload',
			fields: ['companyId', 'conversationId', 'source', 'binaryPropertyName', 'fileUrl'],
		},
		{ resource: 'attachment', operation: 'download', fields: ['url', 'binaryPropertyName'] },
		{ resource: 'job', operation: 'get', fields: ['companyId', 'channelId', 'jobId'] },
		{ resource: 'template', operation: 'getAll', fields: ['companyId', 'returnAll', 'limit'] },
	],
};
