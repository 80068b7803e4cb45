import { resource } from '../../kit';
import { getAll } from './getAll';
import { send } from './send';
import { sendAndWait } from './sendAndWait';

export const message = resource({
	name: 'Message',
	first: 'send',
	operations: { getAll, send, sendAndWait },
});
