import { resource } from '../../kit';
import { get } from './get';
import { getAll } from './getAll';
import { getUnanswered } from './getUnanswered';
import { setup } from './setup';
import { unassign } from './unassign';
import { update } from './update';

export const conversation = resource({
	name: 'Conversation',
	first: 'getAll',
	operations: { getAll, getUnanswered, get, update, unassign, setup },
});
