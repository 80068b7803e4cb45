import { choice, text } from '../kit/fields';
import { RequestFailed } from '../kit/failure';
import { InputError } from '../kit/inputError';
import { inLine } from '../kit/line';
import type { Parts } from '../kit/client/api';
import type { Json } from '../kit/json';
import type { Claim } from '../kit/once';
import { type Call, type Plain, Skipped } from '../kit/operation';
import { type Inbox, nameOf, type Told } from './inbox';
import { isHeard, type Message } from './message';
import { inOnePiece, noteSent, ownAmong, type Sent } from './own';
import { after, asTheyCame, isAnswerToOther, type Seen, seenIn } from './seen';
import { sendOnce, sendOnceKey } from './once';
import { splitLongText } from './pieces';

const ifOvertaken = choice({
	displayName: 'If Overtaken',
	description:
		'What to do when the customer has written again, or somebody has answered, since the message that this run answers; checked right before sending',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Send nothing, and let the item fail' },
		{ name: 'Send', value: 'send', description: 'Send all the same, without looking' },
		{ name: 'Skip', value: 'skip', description: 'Send nothing, and say so in the item' },
	],
	default: 'send',
});

const basedOn = text({
	displayName: 'Based On',
	description:
		"The ID of the message being answered, for 'If Overtaken'; when left out, the newest message that this run has seen",
	placeholder: "e.g. {{ $('Trigger').item.json.id }}",
});

/** The options of every operation that sends into a conversation. */
export const sendOptions = { ifOvertaken, basedOn, sendOnceKey, splitLongText };

/** What those who send need of their call. */
type Sending = Pick<
	Call<unknown, Inbox['where'], Omit<typeof sendOptions, 'splitLongText'>>,
	'api' | 'fields' | 'options' | 'past' | 'execution' | 'once' | 'hint' | 'signal'
>;

/** How a service sends: one message a part, one after another. */
interface Manner<Part extends { text: string }> {
	/** What is sent, the first part first. */
	parts(): Promise<Part[]> | Part[];
	/** Whether making the parts asks the service for anything, so that it is not done for what was sent before. */
	prepares?: boolean;
	/** Sends a part; `request` belongs to the request that does. */
	post(part: Part, request: Parts): Promise<Json>;
	/** The id of what was sent, as the list of messages will tell it; null where the answer does not say. */
	idOf(answer: Json): string | null;
}

/** As many as a busy minute has. */
const LOOKED_AT = 50;

type Overtaking = 'customerWroteAgain' | 'answeredMeanwhile';

class Overtaken extends Error {
	readonly reason: Overtaking;

	constructor(reason: Overtaking) {
		super(reason);
		this.reason = reason;
	}
}

const HAPPENED: Record<Overtaking, string> = {
	customerWroteAgain: 'The customer wrote again before this was sent',
	answeredMeanwhile: 'Somebody answered before this was sent',
};

/**
 * Sends the parts of a message, unless something newer stands in the conversation or its key was used before, as the
 * options say. Resolves to the answers, or to an item that says why nothing was sent.
 */
export async function sending<Part extends { text: string }>(
	inbox: Inbox,
	messages: Told,
	call: Sending,
	{ parts, prepares, post, idOf }: Manner<Part>,
): Promise<Json[] | Plain> {
	const { fields, options, execution } = call;
	const { conversationId } = fields;
	const name = nameOf(inbox.service, fields);
	// whose conversation it is, so that no other service takes it for its own
	const told = { service: inbox.service, conversationId };
	const looks = options.ifOvertaken !== undefined && options.ifOvertaken !== 'send';
	const send = async (claim: Claim) => {
		const look = looks ? lookFor(messages, call, name) : undefined;
		if (prepares) await claim();
		let request: Parts = {
			// as late as possible: of what waits for its turn when n8n is killed, it is known that it was not sent
			async ready() {
				await claim();
				await look?.();
			},
			looks,
		};
		const answers: Json[] = [];
		let first: Sent | undefined;
		for (const part of await parts()) {
			const answer = await post(part, request);
			// the pieces of one message belong together: what comes between them does not cut it off
			request = {};
			const sent: Sent = { id: idOf(answer), text: part.text, first };
			noteSent(execution, name, sent);
			first ??= sent;
			answers.push(answer);
		}
		return answers;
	};
	// between looking and sending nobody else of this process sends there
	const sent = async (claim: Claim) => (looks ? await inLine(name, async () => await send(claim)) : await send(claim));
	const keyed = sendOnce({ to: name, key: options.sendOnceKey, told }, call, sent);
	return await keyed.catch(async (cause: Error) => {
		if (!(cause instanceof Overtaken)) return await Promise.reject(cause);
		if (options.ifOvertaken !== 'skip') return await Promise.reject(failureOf(cause));
		return new Skipped(cause.reason, told);
	});
}

const failureOf = ({ reason }: Overtaken) =>
	new RequestFailed({
		kind: 'unexpected',
		message: HAPPENED[reason],
		next: "Set 'If Overtaken' to 'Skip' to go on without an error. Nothing was sent.",
	});

/** Looks whether anything is newer than what the run has seen; throws `Overtaken`. */
function lookFor(told: Told, { api, fields, options, past, execution }: Sending, name: string): () => Promise<void> {
	const seen = baseOf(seenIn(past, fields.conversationId), execution, name, options.basedOn?.trim());
	return async () => {
		const messages = asTheyCame(inOnePiece(name, await told.newest(api, fields, LOOKED_AT)), seen);
		const own = ownAmong(execution, name, messages);
		const isNews = (message: Message) => isHeard(message) && !own.has(message) && !isAnswerToOther(message, seen);
		const newer = after(messages, seen).find(isNews);
		if (newer) throw new Overtaken(newer.direction === 'incoming' ? 'customerWroteAgain' : 'answeredMeanwhile');
	};
}

/** What is answered: the message that was named, or what was seen, as far as there is any but what the run itself said. */
function baseOf({ ids, messages }: Seen, execution: string, name: string, basedOn = ''): Seen {
	if (basedOn !== '') return { ids: new Set([basedOn]), messages: messages.filter(({ id }) => id === basedOn) };
	const own = ownAmong(execution, name, messages);
	const ownIds = new Set([...own].map(({ id }) => id));
	const base = {
		ids: new Set([...ids].filter((id) => !ownIds.has(id))),
		messages: messages.filter((one) => !own.has(one)),
	};
	if (base.ids.size > 0) return base;
	// a run that nobody's message started goes by what it said itself
	if (ids.size > 0) return { ids, messages };
	throw new InputError(
		"'Based On' is empty, and nothing that came to this node says which message is being answered",
		"Enter its ID as 'Based On' under Options, e.g. {{ $('Trigger').item.json.id }}, or put the node behind a trigger or 'Message: Collect' of the same service.",
	);
}
