import { VoipbinRefusal } from './errors.ts';
import type { VoipbinService } from './service.ts';

const PER_SECOND = 16.7;
const BURST = 33;

/** The customer's bucket: access keys and logged-in users draw from the same one. */
export class TokenBucket {
	#tokens = BURST;
	#at = Date.now();

	/** Seconds to wait; 0 means that the request may pass. */
	take(): number {
		const now = Date.now();
		this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#at) / 1000) * PER_SECOND);
		this.#at = now;
		if (this.#tokens < 1) return (1 - this.#tokens) / PER_SECOND;
		this.#tokens -= 1;
		return 0;
	}

	fill(): void {
		this.#tokens = BURST;
	}
}

export function keepLimit(voipbin: VoipbinService): void {
	const seconds = voipbin.limits ? voipbin.bucket.take() : 0;
	if (seconds === 0) return;
	throw new VoipbinRefusal('RATE_LIMIT_EXCEEDED', {
		headers: { 'retry-after': String(Math.ceil(seconds)) },
		details: [{ limited_by: 'customer' }],
	});
}
