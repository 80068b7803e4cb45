import { onceFor, sendOptions } from '../../conversations';
import { described, type Json, type Once, type Parts, type Plain } from '../../kit';

/** What names a first message. */
export const sendOnceKey = described(
	sendOptions.sendOnceKey,
	'What names this message, so that nobody gets it twice: when the same key comes again for the same person, in whatever execution of this node, nothing is sent',
);

/** Whom a first message goes to; one of them is given. */
interface Person {
	companyId: string;
	phone: string;
	username?: string;
	vkontakteId?: string;
}

/** What those who write need of their call. */
interface Writing {
	fields: Person;
	options: { sendOnceKey?: string };
	once: Once;
	hint(text: string): void;
}

/**
 * Writes to a person, once for a key; `request` belongs to the request that does. Resolves to the answer, or to an item
 * that says that the key was used before.
 */
export async function onceTo(call: Writing, write: (request: Parts) => Promise<Json>): Promise<Json | Plain> {
	const { companyId, phone, username = '', vkontakteId = '' } = call.fields;
	const { sendOnceKey: key } = call.options;
	if (!key) return await write({});
	const to = { companyId, recipient: { id: null, name: null, phone: phone || null } };
	const name = `pact ${companyId} ${phone} ${username} ${vkontakteId} ${key}`;
	return await onceFor(name, call, to, async (ready) => await write({ ready }));
}
