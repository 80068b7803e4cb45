import { idList, InputError, path, recordsOf, textOrNull } from '../../kit';
import { failureIn } from '../failure';
import { operation } from '../operation';
import { companyId, conversationId, numericId } from '../fields';

const MOST = 100;

const messageIds = idList({
	displayName: 'Message IDs',
	description: 'Comma-separated list of the messages to delete, 100 at most',
	required: true,
	format: numericId,
});

export const remove = operation({
	name: 'Delete',
	action: 'Delete messages',
	description: 'Delete messages for both sides (WhatsApp, Telegram Personal and MAX)',
	fields: { companyId, conversationId, messageIds },
	check({ messageIds: ids }) {
		if (ids.length > MOST) {
			throw new InputError(
				`'Message IDs' has ${ids.length} entries`,
				`Give ${MOST} or fewer: Pact deletes no more at a time.`,
			);
		}
	},
	run: {
		p1: undefined,
		p2: async ({ api, fields, hint }) => {
			const body = { company_id: Number(fields.companyId), message_ids: fields.messageIds.map(Number) };
			const { errors } = await api.delete(path`/conversations/${fields.conversationId}/messages`, { body });
			const kept = new Map(recordsOf(errors).map(({ id, ...why }) => [textOrNull(id), why]));
			const results = fields.messageIds.map((id) => ({ deleted: !kept.has(id), id, ...failureIn(kept.get(id)) }));
			const left = results.filter(({ deleted }) => !deleted).length;
			if (left > 0) hint(`Pact did not delete ${left} of ${results.length} messages`);
			return results;
		},
	},
});
