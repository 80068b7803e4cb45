import type { Endpoints } from '../../../../common/call.ts';
import { Input } from '../../../input.ts';
import { keepUpload } from '../../../upload.ts';
import type { P2Call } from '../call.ts';
import { attachmentObject } from '../objects.ts';

export const attachments: Endpoints<P2Call> = {
	'POST /api/p2/attachments': async ({ request, pact, company, input }) => {
		const metadata = input.object('metadata') ?? new Input({});
		const data = metadata.object('data') ?? new Input({});
		const attachment = await keepUpload(pact, request, input, {
			companyId: company.id,
			conversationId: null,
			pushToTalk: metadata.flag('push_to_talk') ?? false,
			dimensions: { width: data.integer('width'), height: data.integer('height') },
		});
		return { attachment: attachmentObject(pact, attachment, null) };
	},
};
