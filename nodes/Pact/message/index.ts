import { resource } from '../../kit';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { sendFirst } from './sendFirst';

export const message = resource({
	name: 'Message',
	first: 'send',
	operations: { delete: remove, get, getAll, send, sendAndWait, sendFirst },
});
