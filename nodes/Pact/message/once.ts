import { sendOptions } from '../../conversations';
import { described, type Json, type Once, Plain } from '../../kit';

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

/** Writes to a person, once for a key; resolves to the answer, or to an item that says that it was written before. */
export async function onceTo(
	{ companyId, phone, username = '', vkontakteId = '' }: Person,
	{ once, options }: { once: Once; options: { sendOnceKey?: string } },
	write: () => Promise<Json>,
): Promise<Json | Plain> {
	if (!options.sendOnceKey) return await write();
	const name = `pact ${companyId} ${phone} ${username} ${vkontakteId}`;
	const recipient = { id: null, name: null, phone: phone || null };
	const skipped = new Plain({ skipped: true, reason: 'alreadySent', companyId, recipient });
	return (await once(`${name} ${options.sendOnceKey}`, write)) ?? skipped;
}
