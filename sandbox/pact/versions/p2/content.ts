import { Refusal } from '../../../common/refusal.ts';
import { found } from '../../found.ts';
import type { Input } from '../../input.ts';
import type { PactService } from '../../service.ts';

/** What a message says: a text, a file, or both. */
export function content(pact: PactService, companyId: number, input: Input): { text: string; attachmentIds: number[] } {
	const text = input.text('text') ?? '';
	const attachmentIds = input.integers('attachment_ids');
	input.flag('send_to_crm');
	if (!text && attachmentIds.length === 0) throw new Refusal(400, 'text or attachment_ids is required');
	if (attachmentIds.length > 1) throw new Refusal(400, 'attachment_ids must have only one element');
	for (const id of attachmentIds) {
		found(
			pact.state.attachments,
			'Attachment',
			(attachment) => attachment.id === id && attachment.companyId === companyId,
		);
	}
	return { text, attachmentIds };
}
