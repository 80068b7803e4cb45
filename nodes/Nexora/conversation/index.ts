import { resource } from '../../kit';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getUnanswered } from './getUnanswered';
import { update } from './update';

export const conversation = resource({
	name: 'Conversation',
	first: 'getAll',
	operations: { getAll, getUnanswered, get, create, update, delete: remove },
});
