import type { Attachment } from '../conversations';
import { isRecord, numberOrNull, textOrNull } from '../kit';

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

/** Pact gives every contact without a picture the same placeholder path. */
export function avatarOf(value: unknown): string | null {
	const url = textOrNull(value);
	return url === null || url.endsWith('/missing.png') ? null : url;
}
