import fc from 'fast-check';

import type { Trigger } from '../../engine/harness.ts';
import { Subject, type SubjectName } from '../subjects.ts';
import { demand, holds, type Property } from './property.ts';

const CALLED: SubjectName[] = ['Pact p1', 'Pact p2', 'VoIPbin'];
const RUNS = 25;

const STEPS = ['publish', 'unpublish', 'listen', 'stop listening', 'test event', 'restart'] as const;
type Step = (typeof STEPS)[number];

interface Story {
	/** Whether another n8n has a webhook there already. */
	occupied: boolean;
	steps: Step[];
}

const stories: fc.Arbitrary<Story> = fc.record({
	occupied: fc.boolean(),
	steps: fc.array(fc.constantFrom(...STEPS), { maxLength: 12 }),
});

/** The addresses that a service reports to. */
function addresses({ name, sandbox: { pact, voipbin } }: Subject): string[] {
	const single = name === 'VoIPbin' ? voipbin.state.customer.webhookUri : pact.state.companies[0]!.webhookUrl;
	const several = pact.state.webhooks.filter(({ active }) => active).map(({ url }) => url);
	return name === 'Pact p2' ? several : [single].filter((url): url is string => !!url);
}

/** What a user does with a workflow, one step after the other. */
class Editor {
	readonly #trigger: Trigger;
	published = false;
	#listening = false;

	constructor(trigger: Trigger) {
		this.#trigger = trigger;
	}

	async take(step: Step): Promise<void> {
		switch (step) {
			case 'publish':
				await this.#trigger.activate();
				this.published = true;
				return;
			case 'unpublish':
				if (this.published) await this.#trigger.deactivate();
				this.published = false;
				return;
			case 'listen':
				if (this.#listening) return;
				await this.#trigger.activate({ mode: 'manual' });
				this.#listening = true;
				return;
			case 'stop listening':
				await this.#trigger.deactivate({ mode: 'manual' });
				this.#listening = false;
				return;
			case 'test event':
				if (!this.#listening) return;
				// any call ends the test
				await fetch(this.#trigger.testWebhookUrl, { method: 'POST' });
				await this.#trigger.idle();
				this.#listening = false;
				return;
			case 'restart':
				// whoever is killed while he listens gives nothing back
				if (!this.#listening) await this.#trigger.restart();
		}
	}
}

export const REGISTRATIONS: Property[] = CALLED.map((name) => ({
	name: `${name}: whatever was done with a workflow, in the end the service reports to whom it should`,
	async check(seed, factor) {
		const subject = await Subject.open(name);
		const options = name === 'Pact p2' ? {} : { replaceExisting: true };
		await holds(stories, { seed, numRuns: RUNS * factor }, async ({ occupied, steps }) => {
			subject.refresh();
			const other = subject.engine.trigger({
				type: `${subject.type}Trigger`,
				parameters: subject.common,
				webhookId: '11111111-1111-4111-8111-111111111111',
			});
			if (occupied) await other.activate();
			const before = addresses(subject);

			const trigger = subject.trigger({ options });
			const editor = new Editor(trigger);
			for (const step of steps) await editor.take(step);
			await editor.take('stop listening');

			const ours = editor.published ? [trigger.webhookUrl] : [];
			const single = name !== 'Pact p2';
			const right = single && editor.published ? ours : [...before, ...ours];
			const found = addresses(subject);
			const told = () => `${found.join(' and ') || 'nobody'} instead of ${right.join(' and ') || 'nobody'}`;
			demand(JSON.stringify(found.toSorted()) === JSON.stringify(right.toSorted()), told);
			await Promise.all([trigger.close(), other.close()]);
		});
		await subject.close();
	},
}));
