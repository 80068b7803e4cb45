import { resource } from '../../kit/operation';
import { getAll } from './getAll';

export const template = resource({
	name: 'Template',
	first: 'getAll',
	operations: { getAll },
});
