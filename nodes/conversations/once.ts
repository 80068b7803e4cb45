import { text } from '../kit/fields';
import { type Claim, ClaimedBefore, type Once } from '../kit/once';
import { type Json } from '../kit/json';
import { type Plain, Skipped } from '../kit/operation';

export const sendOnceKey = text({
	displayName: 'Send Once Key',
	description:
		'A name for this message, so that it is sent once: when the same key comes again for a conversation, in any execution of this node, nothing is sent',
	placeholder: 'e.g. {{ $json.orderId }} or {{ $json.toolCallId }}',
	// without a name it would be sent every time
	required: true,
});

/** What a person can do about an earlier send of which nobody knows. */
const UNCERTAIN =
	"Of what is skipped as 'uncertain' nobody knows whether it was sent: it was on its way when n8n ended, or got no answer. Look in the conversation; what is missing there is sent with another 'Send Once Key'.";

/** What is to be sent once. */
interface Keyed {
	/** To whom, as no other place of the process is named. */
	to: string;
	/** None where it may be sent any number of times. */
	key: string | undefined;
	/** What an item says of it beside why it was not sent. */
	told: Json;
}

/**
 * Sends it, claiming its key right before it leaves; resolves to what `send` does, or to an item that says that it was sent
 * before or may have been.
 */
export async function sendOnce<T>(
	{ to, key, told }: Keyed,
	{ once, hint }: { once: Once; hint(text: string): void },
	send: (claim: Claim) => Promise<T>,
): Promise<T | Plain> {
	if (!key) return await send(async () => {});
	return await once(`${to} ${key}`, send).catch(async (cause: Error) => {
		if (!(cause instanceof ClaimedBefore)) return await Promise.reject(cause);
		if (!cause.isDone) hint(UNCERTAIN);
		return new Skipped(cause.isDone ? 'alreadySent' : 'uncertain', told);
	});
}
