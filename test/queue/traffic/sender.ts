import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../house/house.ts';
import type { Call } from './deliveries.ts';
import { post, type Answer } from './post.ts';

const SENDERS = 20;
/** A long run says how far it is. */
const TELL_MS = 30_000;
const PAUSE_MS = 1000;
const GIVE_UP_MS = 180_000;

/** Does the work of every item, a few at a time. */
export async function eachOf<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
	const waiting = items.entries();
	let done = 0;
	const sender = async () => {
		for (const [index, item] of waiting) {
			await work(item, index);
			done++;
		}
	};
	const telling = setInterval(() => console.log(`    ${done} of ${items.length}`), TELL_MS);
	try {
		await Promise.all(Array.from({ length: SENDERS }, sender));
	} finally {
		clearInterval(telling);
	}
}

/** Posts a delivery once, at one of the doors. */
export async function postOnce({ doors }: House, delivery: Call, door: number): Promise<Answer> {
	const answer = await post(doors[door % doors.length]!.url + delivery.path, delivery);
	delivery.answers.push(answer);
	return answer;
}

/** Whether the services take an answer for "heard": anything but silence and the receiver's own trouble, and no missing address. */
const isHeard = (answer: Answer) => answer === 'start page' || (answer > 0 && answer < 500 && answer !== 404);

/** Posts a delivery and repeats it each second, at the next door, until it is heard. */
export async function postUntilHeard(house: House, delivery: Call, door: number): Promise<void> {
	const deadline = Date.now() + GIVE_UP_MS;
	for (let turn = door; !isHeard(await postOnce(house, delivery, turn)) && Date.now() < deadline; turn++) {
		await sleep(PAUSE_MS);
	}
}
