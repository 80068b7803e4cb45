import type { FastifyInstance } from 'fastify';
import type { NexoraService } from '../service.ts';

export function user(app: FastifyInstance, nexora: NexoraService): void {
	app.get('/api/user', async () => {
		const { id, firstName, email, lastName, picture } = nexora.state.account;
		return {
			data: { id, firstName, email, lastName, picture },
			status: '200',
			message: 'Successfuly get current user!!',
		};
	});
}
