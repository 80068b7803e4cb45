import { path } from '../../shared/client';
import { operation } from '../api';
import { messageId } from '../fields';
import { toMessage } from '../simplify';

export const get = operation({
	name: 'Get',
	action: 'Get a message',
	description: 'Get one message',
	fields: { messageId },
	simplify: (raw) => toMessage(raw),
	run: async ({ api, fields }) => await api.get(path`/message/${fields.messageId}`),
});
