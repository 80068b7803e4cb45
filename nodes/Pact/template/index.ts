import { getAll } from './getAll';

export const template = { name: 'Template', operations: { getAll } };
