import { setTimeout as sleep } from 'node:timers/promises';
import { announce } from './announce.ts';
import { conversationWith } from './people.ts';
import type { PactService } from './service.ts';
import type { Channel, Conversation, Job, Outgoing } from './state.ts';
import { existing } from './store.ts';

/** Numbers that end like this have no messenger: they do not exist there and nothing can be delivered to them. */
const NOBODY = /404$/;

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

export function resumeJobs(pact: PactService): void {
	for (const job of pact.state.jobs) if (job.state === 'trying_deliver') queue(pact, job, false);
}

function queue(pact: PactService, job: Job, fails: boolean): void {
	pact.work.start(async (signal) => {
		await sleep(pact.jobMs, undefined, { signal });
		const phone = job.outgoing.recipient?.phone;
		if (fails) fail(pact, job, 'The provider refused the message');
		else if (phone && !hasMessenger(phone)) fail(pact, job, 'The phone number is not registered in the messenger');
		else deliver(pact, job, true);
		pact.changed();
	});
}

function fail(pact: PactService, job: Job, reason: string): void {
	job.state = 'not_delivered';
	job.reason = reason;
	pact.notify(job.companyId, `job ${job.id}`, pact.payloads.jobExecuted(job));
}

function deliver(pact: PactService, job: Job, queued: boolean): void {
	const { text, attachmentIds, buttons, recipient } = job.outgoing;
	const conversation =
		job.conversationId === null
			? conversationWith(pact, job.channelId, recipient!, recipient!.phone ?? recipient!.username!)
			: existing(pact.state.conversations, job.conversationId);
	const message = pact.addMessage({
		conversationId: conversation.id,
		text,
		income: false,
		attachmentIds,
		buttons,
		jobId: queued ? job.id : null,
	});
	job.state = 'delivered';
	job.messageId = message.id;

	if (queued) pact.notify(job.companyId, String(conversation.id), pact.payloads.jobExecuted(job));
	announce(pact, conversation, pact.payloads.messageNew(message));
	message.ack = 2;
	announce(pact, conversation, pact.payloads.messageAck(message));
}
