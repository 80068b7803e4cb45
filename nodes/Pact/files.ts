import type { Attachment } from '../conversations';
import { isRecord, numberOrNull, RequestFailed, textOrNull } from '../kit';

/** An attachment; p1 does not document its fields, so those of p2 and plain links are understood. */
export function toAttachment(raw: unknown): Attachment {
	const fields = isRecord(raw) ? raw : { url: raw };
	return {
		id: textOrNull(fields.id ?? fields.external_id),
		url: textOrNull(fields.attachment_url ?? fields.url ?? fields.file_url),
		fileName: textOrNull(fields.file_name ?? fields.name),
		mimeType: textOrNull(fields.mime_type ?? fields.content_type),
		size: numberOrNull(fields.size),
	};
}

/** The id of a file that was just uploaded; without it a message would leave without its file. */
export function idOfUploaded(id: unknown): number {
	const known = numberOrNull(id);
	if (known !== null) return known;
	throw new RequestFailed({
		kind: 'unexpected',
		message: 'Pact did not say the ID of the uploaded file',
		next: 'Try again; if this goes on, send the text without the file. Nothing was sent.',
	});
}

/** Pact gives every contact without a picture the same placeholder path. */
export function avatarOf(value: unknown): string | null {
	const url = textOrNull(value);
	return url === null || url.endsWith('/missing.png') ? null : url;
}
