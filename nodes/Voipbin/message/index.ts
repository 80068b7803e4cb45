import { getAll } from './getAll';
import { send } from './send';

export const message = { name: 'Message', operations: { getAll, send } };
