import { p2Operation } from '../api';
import { companyId, conversationId, messageId } from '../fields';

export const get = p2Operation({
	name: 'Get',
	action: 'Get a message',
	description: 'Get one message',
	fields: { companyId, conversationId, messageId },
	simplify: (raw, fields, api) => api.toMessage(raw, fields.conversationId),
	run: async ({ api, fields }) => await api.message(fields, fields.messageId),
});
