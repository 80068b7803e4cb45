import type { FastifyInstance } from 'fastify';
import { Input } from '../input.ts';
import type { PactService } from '../service.ts';
import { keepUpload } from '../upload.ts';
import { Call } from './call.ts';
import { attachmentObject } from './objects.ts';

export function attachments(app: FastifyInstance, pact: PactService): void {
	app.post('/attachments', async (request) => {
		const { company, input } = new Call(pact, request);
		const metadata = input.object('metadata') ?? new Input({});
		const data = metadata.object('data') ?? new Input({});
		const attachment = await keepUpload(pact, request, input, {
			companyId: company.id,
			conversationId: null,
			pushToTalk: metadata.flag('push_to_talk') ?? false,
			dimensions: { width: data.integer('width'), height: data.integer('height') },
		});
		return { attachment: attachmentObject(pact, attachment, null) };
	});
}
