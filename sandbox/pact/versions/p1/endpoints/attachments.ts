import type { Endpoints } from '../../../../common/call.ts';
import { keepUpload } from '../../../upload.ts';
import type { P1Call } from '../call.ts';

export const attachments: Endpoints<P1Call> = {
	'POST /p1/companies/:companyId/conversations/:conversationId/messages/attachments': async ({
		request,
		pact,
		company,
		conversation,
		input,
	}) => {
		const owner = { companyId: company.id, conversationId: conversation.id };
		const attachment = await keepUpload(pact, request, input, owner);
		return { status: 'ok', data: { external_id: attachment.id } };
	},
};
