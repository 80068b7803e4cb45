import { resource } from '../../kit';
import { addNote } from './addNote';
import { assign } from './assign';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { getUnanswered } from './getUnanswered';
import { toggleBitrix } from './toggleBitrix';
import { update } from './update';

export const conversation = resource({
	name: 'Conversation',
	first: 'getAll',
	operations: { getAll, getUnanswered, get, create, assign, update, addNote, toggleBitrix },
});
