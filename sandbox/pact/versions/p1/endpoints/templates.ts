import type { Endpoints } from '../../../../common/call.ts';
import type { P1Call } from '../call.ts';
import { templateObject } from '../objects.ts';
import { page } from '../paging.ts';

export const templates: Endpoints<P1Call> = {
	'GET /p1/companies/:companyId/waba_templates': ({ pact, company, input }) => {
		const own = pact.state.templates.filter(({ companyId }) => companyId === company.id);
		const { items, paging } = page(pact, input, own);
		return { status: 'ok', data: { waba_templates: items.map(templateObject), ...paging } };
	},
};
