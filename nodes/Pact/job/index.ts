import { resource } from '../../kit';
import { get } from './get';

export const job = resource({
	name: 'Job',
	first: 'get',
	operations: { get },
});
