import { setTimeout as sleep } from 'node:timers/promises';
import { messageCreated, messageDelivered, messageUpdated } from './announce.ts';
import { conversationWith } from './people.ts';
import type { PactService } from './service.ts';
import type { Channel, Conversation, Job, Message, Outgoing } from './state.ts';
import { existing, externalMessageId } from './store.ts';

/** Numbers that end like this have no messenger: they do not exist there and nothing can be delivered to them. */
const NOBODY = /404$/;

const REFUSED = 'The provider refused the message';
const UNKNOWN_PHONE = 'The phone number is not registered in the messenger';

/** What a conversation is sent; only p2 answers a certain message. */
type Reply = Pick<Outgoing, 'text' | 'attachmentIds' | 'buttons'> & { repliedToId?: string };

export const hasMessenger = (phone: string): boolean => !NOBODY.test(phone);

/** Accepts a message from the business; it is delivered at once or by a job, as `pact.jobs` says. */
export function send(pact: PactService, channel: Channel, conversation: Conversation | null, outgoing: Outgoing): Job {
	const job = pact.addJob({
		companyId: channel.companyId,
		channelId: channel.id,
		channelType: channel.provider,
		conversationId: conversation?.id ?? null,
		state: 'trying_deliver',
		messageId: null,
		reason: null,
		createdAt: new Date().toISOString(),
		outgoing,
	});
	if (pact.jobs === 'sync') deliver(pact, job, false);
	else queue(pact, job, pact.jobs === 'fail');
	return job;
}

export function resumeSending(pact: PactService): void {
	for (const job of pact.state.jobs) if (job.state === 'trying_deliver') queue(pact, job, false);
	for (const message of pact.state.messages) {
		if (!message.income && message.ack === 0 && message.failure === null) queueMessage(pact, message, false);
	}
}

function queue(pact: PactService, job: Job, fails: boolean): void {
	pact.work.start(async (signal) => {
		await sleep(pact.jobMs, undefined, { signal });
		const phone = job.outgoing.recipient?.phone;
		if (fails) fail(pact, job, REFUSED);
		else if (phone && !hasMessenger(phone)) fail(pact, job, UNKNOWN_PHONE);
		else deliver(pact, job, true);
		pact.changed();
	});
}

function fail(pact: PactService, job: Job, reason: string): void {
	job.state = 'not_delivered';
	job.reason = reason;
	pact.p1.notify(job.companyId, `job ${job.id}`, pact.p1.payloads.jobExecuted(job));
}

function deliver(pact: PactService, job: Job, queued: boolean): void {
	const { recipient } = job.outgoing;
	const conversation =
		job.conversationId === null
			? conversationWith(pact, job.channelId, recipient!, recipient!.phone ?? recipient!.username!)
			: existing(pact.state.conversations, job.conversationId);
	const message = accept(pact, conversation, job.outgoing, queued ? job.id : null);
	job.state = 'delivered';
	job.messageId = message.id;

	if (queued) pact.p1.notify(job.companyId, String(conversation.id), pact.p1.payloads.jobExecuted(job));
	arrive(pact, message);
}

/** Accepts p2's message: it is there at once, and delivered later unless `pact.jobs` or the channel is against it. */
export function sendMessage(pact: PactService, conversation: Conversation, outgoing: Reply): Message {
	const message = accept(pact, conversation, outgoing, null);
	queueMessage(pact, message, pact.jobs === 'fail');
	return message;
}

function queueMessage(pact: PactService, message: Message, fails: boolean): void {
	pact.work.start(async (signal) => {
		await sleep(pact.jobs === 'sync' ? 0 : pact.jobMs, undefined, { signal });
		const { phone, channelId } = existing(pact.state.conversations, message.conversationId);
		const channel = pact.state.channels.find(({ id }) => id === channelId);
		if (message.deleted) return;
		if (fails) failMessage(pact, message, REFUSED);
		else if (channel?.state !== 'enabled') failMessage(pact, message, 'The channel is not connected');
		else if (phone && !hasMessenger(phone)) failMessage(pact, message, UNKNOWN_PHONE);
		else arrive(pact, message);
		pact.changed();
	});
}

function failMessage(pact: PactService, message: Message, reason: string): void {
	message.failure = reason;
	messageUpdated(pact, message);
}

function accept(
	pact: PactService,
	conversation: Conversation,
	{ text, attachmentIds, buttons, repliedToId }: Reply,
	jobId: number | null,
): Message {
	const message = pact.addMessage({
		conversationId: conversation.id,
		text,
		income: false,
		ack: 0,
		attachmentIds,
		buttons,
		jobId,
		externalId: null,
		repliedToId: repliedToId ?? null,
	});
	messageCreated(pact, message);
	return message;
}

function arrive(pact: PactService, message: Message): void {
	message.externalId = externalMessageId();
	messageDelivered(pact, message);
}
