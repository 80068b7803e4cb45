import { resource } from '../../kit';
import { collect } from './collect';
import { getAll } from './getAll';
import { send } from './send';
import { sendAndWait } from './sendAndWait';

export const message = resource({
	name: 'Message',
	first: 'send',
	operations: { send, sendAndWait, collect, getAll },
});
