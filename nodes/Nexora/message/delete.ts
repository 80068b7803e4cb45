import { path } from '../../kit';
import { operation } from '../operation';
import { messageId } from '../fields';

export const remove = operation({
	name: 'Delete',
	action: 'Delete a message',
	description: 'Delete a message for good',
	fields: { messageId },
	run: async ({ api, fields }) => {
		await api.delete(path`/message/${fields.messageId}`);
		return { deleted: true, id: fields.messageId };
	},
});
