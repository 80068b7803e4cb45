import { resource } from '../../kit';
import { create } from './create';
import { getAll } from './getAll';
import { update } from './update';

export const company = resource({
	name: 'Company',
	first: 'getAll',
	operations: { getAll, create, update },
});
