import { until } from './until.ts';

interface Phone<Id> {
	/** Writes on the phone, into the conversation that is returned. */
	write(text: string): { conversationId: Id };
	/** What the phone shows. */
	phone(conversationId: Id): Array<{ from: string; text: string }>;
}

/** What the phone shows of the business. */
export const answersOn = (messages: Array<{ from: string; text: string }>) =>
	messages.filter(({ from }) => from === 'business').map(({ text }) => text);

/** A customer who talks with the automatic reply. */
export class Customer<Id> {
	/** What the phone must show of the business by now. */
	readonly answers: string[] = [];
	readonly #phone: Phone<Id>;

	constructor(phone: Phone<Id>) {
		this.#phone = phone;
	}

	/** Writes, and waits until the phone shows one answer more. */
	async says(text: string): Promise<void> {
		const { conversationId } = this.#phone.write(text);
		this.answers.push(`You wrote: ${text}`);
		const received = () => answersOn(this.#phone.phone(conversationId));
		await until('the answer', () => received().length >= this.answers.length);
		expect(received()).toEqual(this.answers);
	}
}
