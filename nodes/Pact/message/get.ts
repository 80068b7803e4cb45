import { messageOf } from '../p2/messages';
import { operation } from '../operation';
import { toMessage } from '../shapes';
import { companyId, conversationId, messageId } from '../fields';

export const get = operation({
	name: 'Get',
	action: 'Get a message',
	description: 'Get one message',
	fields: { companyId, conversationId, messageId },
	reads: true,
	simplify: toMessage,
	run: {
		p1: undefined,
		p2: ({ api, fields }) => messageOf(api, fields, fields.messageId),
	},
});
