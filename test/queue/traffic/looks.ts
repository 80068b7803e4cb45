import { askedAbout, type Asked, type Sandbox } from '../project.ts';

/** How many messages Send looks at right before it sends; Collect reads more. */
const LOOKED_AT = 50;

/** A send with the look right before it. */
interface Sent {
	look?: Asked;
	send: Asked;
}

/** What the nodes asked and sent. */
export interface Looks {
	/** Of the conversation, oldest first. */
	sentTo: Map<number, Sent[]>;
	/** Requests for messages that were no look: Collect's. */
	reads: number;
	/** Looks right before a send, also where it was left out. */
	looks: number;
}

/** Reads from the sandbox's log what the nodes asked; the sweep's requests, by the second name, are counted by nobody. */
export function looksIn(sandbox: Sandbox): Looks {
	const found: Looks = { sentTo: new Map(), reads: 0, looks: 0 };
	const lastLook = new Map<string, Asked>();
	for (const asked of askedAbout(sandbox)) {
		const { conversationId, isSend, count, bySecondName } = asked;
		const who = `${bySecondName} ${conversationId}`;
		if (isSend) {
			const sent = found.sentTo.get(conversationId) ?? [];
			sent.push({ look: lastLook.get(who), send: asked });
			found.sentTo.set(conversationId, sent);
		} else if (count === LOOKED_AT) {
			lastLook.set(who, asked);
			if (!bySecondName) found.looks++;
		} else if (!bySecondName) {
			found.reads++;
		}
	}
	return found;
}
