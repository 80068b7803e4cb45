import { getAll } from './getAll';
import { send } from './send';
import { sendFirst } from './sendFirst';

export const message = { name: 'Message', operations: { getAll, send, sendFirst } };
