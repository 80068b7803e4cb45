import { resource } from '../../kit';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { update } from './update';

export const webhook = resource({
	name: 'Webhook',
	first: 'getAll',
	operations: { getAll, create, update, delete: remove },
});
