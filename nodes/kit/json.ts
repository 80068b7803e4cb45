/** JSON whose shape is not known yet. */
export type Json = Record<string, unknown>;

/** Whether a value is a plain object, with its properties unknown. */
export function isRecord(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is nested deeper than so many levels. */
export function isDeeperThan(levels: number, value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((nested) => isDeeperThan(levels - 1, nested));
}

/** The value as an object; anything else is an empty one, so that reading a field of it gives undefined. */
export function recordOf(value: unknown): Json {
	return isRecord(value) ? value : {};
}

/** The value as a list of objects; anything else is an empty one. */
export function recordsOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.map(recordOf) : [];
}

/** A value as text, or null when there is none. */
export function textOrNull(value: unknown): string | null {
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A value as a number, or null when it is none. */
export function numberOrNull(value: unknown): number | null {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : null;
}

/**
 * A time as ISO 8601 UTC, or null: Unix seconds, ISO 8601, `YYYY-MM-DD HH:MM:SS UTC`, and the same with fractions. What has no
 * zone is UTC, wherever n8n runs.
 */
export function timeOrNull(value: unknown): string | null {
	const unix = typeof value === 'number' ? value : NaN;
	const words = typeof value === 'string' ? value.trim() : '';
	const spaced = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(?: UTC)?$/.exec(words);
	const time = new Date(Number.isNaN(unix) ? (spaced ? `${spaced[1]}T${spaced[2]}Z` : words) : unix * 1000);
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** Leaves out what is undefined, so that an empty option is not sent. */
export function given<T extends Json>(values: T): Partial<T> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The values under the names an API has for them: `webhookUrl` becomes `webhook_url`. */
export const snakeCased = (values: Json): Json =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
			value,
		]),
	);
