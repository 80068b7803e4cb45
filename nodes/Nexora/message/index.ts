import { resource } from '../../kit';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { sendAndWait } from './sendAndWait';
import { update } from './update';

export const message = resource({
	name: 'Message',
	first: 'create',
	operations: { create, delete: remove, get, getAll, sendAndWait, update },
});
