import { createHmac } from 'node:crypto';

/** The header a webhook is signed with; without a secret there is none. */
export function signatureHeader(secret: string, body: string): Record<string, string> {
	if (!secret) return {};
	return { [SIGNATURE_HEADER]: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

export const SIGNATURE_HEADER = 'X-VoIPBIN-Signature';
