import { resource } from '../../kit/operation';
import { get } from './get';

export const job = resource({
	name: 'Job',
	first: 'get',
	operations: { get },
});
