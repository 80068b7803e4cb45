import { formWith, type Json, type OutgoingFile } from '../../kit';
import { only, type P2 } from './api';

export const ATTACHMENTS = '/attachments/';

/** What Pact can be told about a file. */
interface About {
	pushToTalk?: boolean;
	/** pixels */
	width?: number;
	/** pixels */
	height?: number;
}

export async function upload(api: P2, companyId: string, file: OutgoingFile, about: About = {}): Promise<Json> {
	const values = {
		company_id: companyId,
		'metadata[push_to_talk]': about.pushToTalk,
		'metadata[data][width]': about.width,
		'metadata[data][height]': about.height,
	};
	const answer = await api.post(ATTACHMENTS, undefined, {
		form: () => formWith('file', file, values),
		prepares: true,
	});
	return only(answer, 'attachment');
}
