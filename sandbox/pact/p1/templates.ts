import type { FastifyInstance } from 'fastify';
import type { PactService } from '../service.ts';
import { Call } from './call.ts';
import { templateObject } from './objects.ts';
import { page } from './paging.ts';

export function templates(app: FastifyInstance, pact: PactService): void {
	app.get('/companies/:companyId/waba_templates', async (request) => {
		const { company, input } = new Call(pact, request);
		const own = pact.state.templates.filter(({ companyId }) => companyId === company.id);
		const { items, paging } = page(pact, input, own);
		return { status: 'ok', data: { waba_templates: items.map(templateObject), ...paging } };
	});
}
