import { get } from './get';

export const job = { name: 'Job', operations: { get } };
