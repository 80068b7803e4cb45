import { resource } from '../../kit';
import { checkUser } from './checkUser';
import { confirm } from './confirm';
import { create } from './create';
import { remove } from './delete';
import { disable } from './disable';
import { enable } from './enable';
import { getAll } from './getAll';
import { requestCode } from './requestCode';
import { update } from './update';

export const channel = resource({
	name: 'Channel',
	first: 'getAll',
	operations: { getAll, create, requestCode, confirm, enable, disable, update, checkUser, delete: remove },
});
