import fc from 'fast-check';

import type { Trigger } from '../../engine/harness.ts';
import type { Subject, SubjectName } from '../subjects.ts';
import { demand, property } from './property.ts';

const CALLED: SubjectName[] = ['Pact p1', 'Pact p2', 'VoIPbin'];
const RUNS = 25;

const STEPS = ['publish', 'unpublish', 'listen', 'stop listening', 'event', 'restart'] as const;
type Step = (typeof STEPS)[number];

interface Story {
	/** Whether another n8n has a webhook there already. */
	occupied: boolean;
	steps: Step[];
}

const stories: fc.Arbitrary<Story> = fc.record({
	occupied: fc.boolean(),
	steps: fc.array(fc.constantFrom(...STEPS), { maxLength: 12, size: 'max' }),
});

/** The addresses that a service reports to. */
function addresses({ name, sandbox: { pact, voipbin } }: Subject): string[] {
	const single = name === 'VoIPbin' ? voipbin.state.customer.webhookUri : pact.state.companies[0]!.webhookUrl;
	const several = pact.state.webhooks.filter(({ active }) => active).map(({ url }) => url);
	const all = name === 'Pact p2' ? several : [single].filter((url): url is string => !!url);
	return all.map(withoutKey);
}

/** Pact's addresses have a key in them, which is nobody's business here. */
const withoutKey = (url: string) => url.replace(/\?.*$/, '');

/** What a user does with a workflow, one step after the other, while customers write. */
class Editor {
	readonly #subject: Subject;
	readonly #trigger: Trigger;
	published = false;

	constructor(subject: Subject, trigger: Trigger) {
		this.#subject = subject;
		this.#trigger = trigger;
	}

	async take(step: Step): Promise<void> {
		switch (step) {
			case 'publish':
				// docs/triggers.md says what becomes of an address that was replaced when one does it during a test
				await this.take('stop listening');
				await this.#trigger.activate();
				this.published = true;
				return;
			case 'unpublish':
				await this.take('stop listening');
				if (this.published) await this.#trigger.deactivate();
				this.published = false;
				return;
			case 'listen':
				await this.take('stop listening');
				return await this.#trigger.activate({ mode: 'manual' });
			case 'stop listening':
				return await this.#trigger.deactivate({ mode: 'manual' });
			case 'event':
				// one that arrives there ends the test
				this.#subject.customerWrites(this.#subject.conversations(1)[0]!, 'Hello');
				await this.#subject.played.work.idle();
				return await this.#trigger.idle();
			case 'restart':
				// whoever is killed while he listens gives nothing back
				await this.take('stop listening');
				return await this.#trigger.restart();
		}
	}
}

/** Plays the story and compares who the service reports to in the end with who should be told. */
async function play(subject: Subject, { occupied, steps }: Story): Promise<void> {
	subject.refresh();
	const single = subject.name !== 'Pact p2';
	const other = subject.trigger({}, '11111111-1111-4111-8111-111111111111');
	if (occupied) await other.activate();
	const before = addresses(subject);

	const trigger = subject.trigger({ options: single ? { replaceExisting: true } : {} });
	const editor = new Editor(subject, trigger);
	for (const step of steps) await editor.take(step);
	await editor.take('stop listening');

	const ours = editor.published ? [trigger.webhookUrl] : [];
	const right = single && editor.published ? ours : [...before, ...ours];
	const found = addresses(subject);
	const told = () => `it reports to ${found.join(' and ') || 'nobody'} instead of ${right.join(' and ') || 'nobody'}`;
	demand(JSON.stringify(found.toSorted()) === JSON.stringify(right.toSorted()), told);
	await Promise.all([trigger.close(), other.close()]);
}

export const REGISTRATIONS = CALLED.map((name) =>
	property(
		name,
		'whatever was done with a workflow, in the end the service reports to whom it should',
		RUNS,
		async (subject) => ({ values: stories, work: async (story: Story) => await play(subject, story) }),
	),
);
