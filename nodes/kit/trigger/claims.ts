import { perProcess } from '../shared';

/** What this process knows of an event: on its way to n8n, or delivered. */
const open = perProcess('deliveries.open.v1', () => new Set<string>());
const delivered = perProcess('deliveries.done.v1', () => new Map<string, number>());

/** The claim of one delivery to its event, for this process alone; the database has the last word. */
export class Claim {
	private readonly event: string;
	private readonly keptMs: number;

	constructor(node: string, key: string, keptMs: number) {
		this.event = `${node} ${key}`;
		this.keptMs = keptMs;
	}

	/** Takes the event, unless another delivery has. */
	take(): 'taken' | 'open' | 'delivered' {
		if ((delivered.get(this.event) ?? 0) > Date.now()) return 'delivered';
		if (open.has(this.event)) return 'open';
		open.add(this.event);
		return 'taken';
	}

	/** Whether the delivery came into this process, and is not answered yet. */
	get isOpen(): boolean {
		return open.has(this.event);
	}

	/** n8n has it: repeats are of no use any more. */
	deliver(): void {
		const now = Date.now();
		for (const [old, until] of delivered) {
			if (until > now) break;
			delivered.delete(old);
		}
		open.delete(this.event);
		delivered.delete(this.event);
		delivered.set(this.event, now + this.keptMs);
	}

	/** n8n does not have it: the next repeat counts as the first. */
	drop(): void {
		open.delete(this.event);
		delivered.delete(this.event);
	}
}
