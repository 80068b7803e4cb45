import { path } from '../../kit';
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
	run: ({ api, fields }) => api.get(path`/message/${fields.messageId}`),
});
