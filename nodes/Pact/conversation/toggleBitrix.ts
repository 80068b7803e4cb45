import { path, toggle } from '../../kit';
import { inbox } from '../inbox';
import { operation } from '../operation';
import { toConversation } from '../shapes';

const enabled = toggle({
	displayName: 'Block',
	description: 'Whether messages of this conversation are kept from Bitrix24 Open Lines',
	default: true,
});

export const toggleBitrix = operation({
	name: 'Toggle Bitrix Block',
	action: 'Block a conversation in bitrix open lines',
	description: 'Keep a conversation out of Bitrix24 Open Lines, or let it in again',
	fields: { ...inbox.where, enabled },
	simplify: toConversation,
	sequence: (fields) => fields.conversationId,
	run: {
		p1: async ({ api, fields }) => {
			const data = await api.put(
				path`/companies/${fields.companyId}/conversations/${fields.conversationId}/toggle_bitrix_block_openlines`,
				{ enabled: fields.enabled },
			);
			return data.conversation;
		},
		p2: undefined,
	},
});
