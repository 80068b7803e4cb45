import type { FastifyInstance } from 'fastify';
import type { PactService } from '../service.ts';
import { keepUpload } from '../upload.ts';
import { Call } from './call.ts';

export function attachments(app: FastifyInstance, pact: PactService): void {
	app.post('/companies/:companyId/conversations/:conversationId/messages/attachments', async (request) => {
		const { company, conversation, input } = new Call(pact, request);
		const owner = { companyId: company.id, conversationId: conversation.id };
		const attachment = await keepUpload(pact, request, input, owner);
		return { status: 'ok', data: { external_id: attachment.id } };
	});
}
