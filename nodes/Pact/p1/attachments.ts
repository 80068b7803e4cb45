import { formWith, type OutgoingFile } from '../../kit/binary';
import { path } from '../../kit/client/request';
import type { Json } from '../../kit/json';
import type { Place } from '../query';
import type { P1 } from './api';

/** Where the files of a conversation are put. */
export const attachmentsOf = ({ companyId, conversationId }: Place): string =>
	path`/companies/${companyId}/conversations/${conversationId}/messages/attachments`;

export const upload = async (api: P1, place: Place, file: OutgoingFile): Promise<Json> =>
	await api.post(attachmentsOf(place), undefined, { form: () => formWith('file', file) });
