import { resource } from '../../kit';
import { getAll } from './getAll';
import { send } from './send';

export const message = resource({
	name: 'Message',
	first: 'send',
	operations: { send, getAll },
});
