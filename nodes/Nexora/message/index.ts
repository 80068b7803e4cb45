import { resource } from '../../kit';
import { collect } from './collect';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { sendAndWait } from './sendAndWait';
import { update } from './update';

export const message = resource({
	name: 'Message',
	first: 'create',
	operations: { create, sendAndWait, collect, getAll, get, update, delete: remove },
});
