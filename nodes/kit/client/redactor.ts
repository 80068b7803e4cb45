import { withoutKeys } from '../triggerKey';

/** Replaces by asterisks every secret it has learnt, also in its URL-encoded spelling, and the keys in addresses of triggers. `open` names fields that hold none. */
export function redactor(open: readonly string[]) {
	const secrets = new Set<string>();
	return {
		learn(credentials: Record<string, unknown>): void {
			for (const [name, value] of Object.entries(credentials)) {
				if (open.includes(name) || typeof value !== 'string' || value.length < 4) continue;
				// pasted with a space, it is sent without
				for (const secret of [value, value.trim()]) secrets.add(secret).add(encodeURIComponent(secret));
			}
		},
		redact: (text: string) =>
			[...secrets].reduce((clean, secret) => clean.split(secret).join('***'), withoutKeys(text)),
	};
}
