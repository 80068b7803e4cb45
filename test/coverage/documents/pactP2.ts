import type { Described } from './described.ts';

const endpoint = (name: string, ...parameters: string[]): Described => ({
	seed: 'P2',
	endpoint: name,
	parameters,
	answer: [],
});

const paging = ['page', 'per_page'];

/** Pact's current API: the vendor's documents of 2026. */
export const pactP2: Described[] = [
	endpoint('GET /api/p2/conversations', 'company_id', 'search_string', ...paging),
	{
		...endpoint('GET /api/p2/conversations/:conversationId', 'conversationId', 'company_id'),
		answer: ['id', 'company_id', 'sender_name', 'sender_phone', 'sender_external_id', 'provider', 'avatar_url'].concat([
			'created_at',
			'last_updated_at',
			'last_message_id',
			'operational_state',
			'replied_state',
			'group',
		]),
	},
	endpoint(
		'PUT /api/p2/conversations/:conversationId',
		'company_id',
		'operational_state',
		'replied_state',
		'assignee_id',
	),
	endpoint(
		'POST /api/p2/messages',
		'company_id',
		'provider',
		'phone',
		'nickname',
		'vkontakte_id',
		'vkontakte_domain',
		'text',
		'attachment_ids',
		'waba_id',
		'substitutions',
		'send_to_crm',
	),
	endpoint('GET /api/p2/conversations/:conversationId/messages', 'conversationId', 'company_id', ...paging),
	{
		...endpoint(
			'GET /api/p2/conversations/:conversationId/messages/:messageId',
			'conversationId',
			'messageId',
			'company_id',
		),
		answer: ['id', 'external_id', 'company_id', 'conversation_id', 'contact_id', 'replied_to_id', 'created_at'].concat([
			'external_created_at',
			'income',
			'status',
			'message',
			'reactions',
			'details',
			'attachments',
			'delivery',
			'deleted',
		]),
	},
	endpoint(
		'POST /api/p2/conversations/:conversationId/messages',
		'conversationId',
		'company_id',
		'text',
		'attachment_ids',
		'replied_to_id',
		'send_to_crm',
	),
	endpoint('DELETE /api/p2/conversations/:conversationId/messages', 'conversationId', 'company_id', 'message_ids'),
	endpoint(
		'POST /api/p2/attachments',
		'files.file',
		'fields.company_id',
		'fields.metadata.push_to_talk',
		'fields.metadata.data',
		'file_url',
		'company_id',
	),
	endpoint('GET /api/p2/companies/:companyId/auths', 'companyId', ...paging),
	endpoint('POST /api/p2/companies/:companyId/auths', 'companyId', 'provider', 'token', 'phone_number', 'sync_period'),
	endpoint('PUT /api/p2/companies/:companyId/auths/:authId/enable', 'companyId', 'authId', 'code', 'client_url'),
	endpoint('PUT /api/p2/companies/:companyId/auths/:authId/disable', 'companyId', 'authId'),
	endpoint('DELETE /api/p2/companies/:companyId/auths/:authId', 'companyId', 'authId'),
	endpoint('GET /api/p2/waba_templates', 'company_ids', 'sort', ...paging),
	endpoint('GET /api/p2/companies/:companyId/webhooks', 'companyId', ...paging),
	endpoint('POST /api/p2/companies/:companyId/webhooks', 'companyId', 'url'),
	endpoint('PUT /api/p2/companies/:companyId/webhooks/:webhookId', 'companyId', 'webhookId', 'url', 'active'),
	endpoint('DELETE /api/p2/companies/:companyId/webhooks/:webhookId', 'companyId', 'webhookId'),
];
