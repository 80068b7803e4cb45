import { resource } from '../../kit';
import { collect } from './collect';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { sendFirst } from './sendFirst';
import { sendTemplate } from './sendTemplate';

export const message = resource({
	name: 'Message',
	first: 'send',
	operations: { send, sendAndWait, collect, sendTemplate, sendFirst, getAll, get, delete: remove },
});
