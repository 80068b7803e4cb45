import { resource } from '../../kit';
import { getAll } from './getAll';

export const template = resource({
	name: 'Template',
	first: 'getAll',
	operations: { getAll },
});
