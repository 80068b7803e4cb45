import { operation } from '../operation';
import { ownerId } from '../fields';
import { toConversation } from '../simplify';

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many conversations',
	description: 'Get the conversations, newest first',
	fields: {},
	options: { ownerId },
	many: true,
	reads: true,
	simplify: toConversation,
	run: ({ api, options, limit }) => api.list('/conversations', { limit, owner_id: options.ownerId || undefined }),
});
