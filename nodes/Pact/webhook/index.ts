import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { update } from './update';

export const webhook = { name: 'Webhook', operations: { create, delete: remove, getAll, update } };
