import { formWith, type Json, type OutgoingFile, path } from '../../kit';
import type { Place } from '../query';
import type { P1 } from './api';

/** Where the files of a conversation are put. */
export const attachmentsOf = ({ companyId, conversationId }: Place): string =>
	path`/companies/${companyId}/conversations/${conversationId}/messages/attachments`;

export const upload = (api: P1, place: Place, file: OutgoingFile): Promise<Json> =>
	api.post(attachmentsOf(place), undefined, {
		form: () => formWith('file', file),
		prepares: true,
	});
