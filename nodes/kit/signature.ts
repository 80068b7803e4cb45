import { createHash, createHmac, timingSafeEqual } from 'crypto';

/** The HMAC-SHA256 of a body, in hexadecimal digits. */
export function hmacSha256(secret: string, body: Uint8Array): string {
	return createHmac('sha256', secret).update(body).digest('hex');
}

/** Whether two texts of any length are the same, in a time that does not tell where they differ. */
export function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}
