import { path } from '../../shared/client';
import { idList, InputError } from '../../shared/fields';
import { p2Operation } from '../api';
import { companyId, conversationId, number } from '../fields';

const MOST = 100;

const messageIds = idList({
	displayName: 'Message IDs',
	description: 'Comma-separated list of the messages to delete, 100 at most',
	required: true,
	format: number,
});

export const remove = p2Operation({
	name: 'Delete',
	action: 'Delete messages',
	description: 'Delete messages for both sides (WhatsApp, Telegram Personal and MAX)',
	fields: { companyId, conversationId, messageIds },
	check({ messageIds: ids }) {
		if (ids.length > MOST) {
			throw new InputError(`'Message IDs' has ${ids.length} entries`, `Pact deletes ${MOST} messages at a time.`);
		}
	},
	run: async ({ api, fields }) => {
		const body = { company_id: Number(fields.companyId), message_ids: fields.messageIds.map(Number) };
		await api.request('DELETE', path`/conversations/${fields.conversationId}/messages`, { body });
		return fields.messageIds.map((id) => ({ deleted: true, id }));
	},
});
