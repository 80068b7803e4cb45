import { path } from '../../kit/client/request';
import { operation } from '../operation';
import { messageId } from '../fields';
import { toMessage } from '../simplify';

export const get = operation({
	name: 'Get',
	action: 'Get a message',
	description: 'Get one message',
	fields: { messageId },
	reads: true,
	simplify: toMessage,
	run: async ({ api, fields }) => await api.get(path`/message/${fields.messageId}`),
});
