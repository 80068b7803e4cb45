import { EMPTY_PAGE, FAULTS, isSilent, NO_FAULT, strike, TIMEOUT_MS } from './faults.ts';
import { showsSecret } from './secrets.ts';
import type { Subject } from './subjects.ts';

/** More than any service's page holds. */
const MESSAGES = 320;
/** No list of so few messages asks so often. */
const ENDLESS = 500;

export const LIST_FAULTS = [...Object.keys(FAULTS), EMPTY_PAGE];

/** What became of reading one list. */
export interface Reading {
	outcome: 'whole' | 'failed' | 'wrong';
	/** In what it is wrong. */
	example?: string;
}

/** Reads a list of several pages: it comes whole, each row once, or the node says that it does not. */
export async function read(subject: Subject, fault: string, seed: number): Promise<Reading> {
	subject.refresh();
	const [conversation] = subject.conversations(1);
	for (let message = 0; message < MESSAGES; message++) subject.customerWrites(conversation!, `message ${message}`);
	await subject.played.work.idle();
	strike(subject, fault, 20, seed);

	const stop = new AbortController();
	const watch = setInterval(() => subject.sandbox.requests.length > ENDLESS && stop.abort(), 20);
	const result = await subject.engine.run({
		...subject.reads(isSilent(fault) ? { timeout: TIMEOUT_MS } : {}),
		items: [{ json: { conversation: conversation! } }],
		signal: stop.signal,
	});
	clearInterval(watch);
	const { error, items } = result;
	if (showsSecret(subject, result)) return { outcome: 'wrong', example: 'a secret is shown' };
	if (stop.signal.aborted) return { outcome: 'wrong', example: 'it does not end' };
	if (error) return fault === NO_FAULT ? { outcome: 'wrong', example: error.message } : { outcome: 'failed' };

	const texts = items.flat().map(({ json }) => json.text);
	const given = new Set(texts);
	const strange = texts.length - new Set(texts.filter((text) => /^message \d+$/.test(String(text)))).size;
	// the service said itself that there are no rows
	const missing = fault === EMPTY_PAGE ? 0 : MESSAGES - given.size;
	if (strange === 0 && missing <= 0) return { outcome: 'whole' };
	return { outcome: 'wrong', example: `${missing} rows are missing, ${strange} are strange or come again` };
}
