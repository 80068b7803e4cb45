import type { Endpoints } from '../../common/call.ts';
import type { NexoraCall } from '../call.ts';

export const user: Endpoints<NexoraCall> = {
	'GET /api/user': ({ nexora }) => {
		const { id, firstName, email, lastName, picture } = nexora.state.account;
		return {
			data: { id, firstName, email, lastName, picture },
			status: '200',
			message: 'Successfuly get current user!!',
		};
	},
};
