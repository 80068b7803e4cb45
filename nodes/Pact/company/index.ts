import { create } from './create';
import { getAll } from './getAll';
import { update } from './update';

export const company = { name: 'Company', operations: { create, getAll, update } };
