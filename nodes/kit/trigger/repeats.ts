import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { memoryOf } from './memory';

const MOST_REMEMBERED = 2000;
const claimed = new Map<string, number>();

/** Whether this is the first delivery of an event; remembers it for the next ones, in the process and in the workflow. */
export function isFirst(context: IWebhookFunctions, key: string, keptMs: number): boolean {
	const short = createHash('sha256').update(key).digest('base64').slice(0, 16);
	const now = Date.now();
	const memory = memoryOf(context);
	const own = `${context.getMode()} ${context.getNodeWebhookUrl('default')} ${short}`;
	const seen = Object.entries(memory.seen ?? {}).filter(([, time]) => time > now - keptMs);
	// several deliveries at once each have their own copy of the static data: only the process knows of all
	if ((claimed.get(own) ?? 0) > now || seen.some(([known]) => known === short)) return false;
	for (const [old, until] of claimed) {
		if (until > now) break;
		claimed.delete(old);
	}
	claimed.set(own, now + keptMs);
	memory.seen = Object.fromEntries([...seen.slice(1 - MOST_REMEMBERED), [short, now]]);
	return true;
}
