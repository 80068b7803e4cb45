import { resource } from '../../kit';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const account = resource({
	name: 'Account',
	first: 'getAll',
	operations: { getAll, get, create, update, delete: remove },
});
