import { sendOnce, sendOptions } from '../../conversations';
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

interface Writing {
	once: Once;
	hint(text: string): void;
	options: { sendOnceKey?: string };
}

/** Writes to a person, once for a key; resolves to the answer, or to an item that says that it was written before. */
export async function onceTo(
	{ companyId, phone, username = '', vkontakteId = '' }: Person,
	call: Writing,
	write: (request: Parts) => Promise<Json>,
): Promise<Json | Plain> {
	const to = `pact ${companyId} ${phone} ${username} ${vkontakteId}`;
	const told = { service: 'pact', companyId, recipient: { id: null, name: null, phone: phone || null } };
	return await sendOnce({ to, key: call.options.sendOnceKey, told }, call, async (ready) => await write({ ready }));
}
