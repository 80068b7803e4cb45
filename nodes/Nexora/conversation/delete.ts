import { path } from '../../kit';
import { operation } from '../operation';
import { conversationId } from '../fields';

export const remove = operation({
	name: 'Delete',
	action: 'Delete a conversation',
	description: 'Delete a conversation and its messages for good',
	fields: { conversationId },
	run: async ({ api, fields }) => {
		await api.delete(path`/conversation/${fields.conversationId}`, {
			advice: {
				404: "Check 'Conversation'. Servers of 2025 also answer so while the conversation has messages: delete these first.",
			},
		});
		return { deleted: true, id: fields.conversationId };
	},
});
