import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { send } from './send';
import { sendFirst } from './sendFirst';

export const message = { name: 'Message', operations: { delete: remove, get, getAll, send, sendFirst } };
