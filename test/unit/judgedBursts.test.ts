import { judged, type Word } from '../queue/traffic/judged.ts';

let clock = 0;
const word = (by: Word['by'], text: string): Word => ({ by, text, at: ++clock });
const message = (burst: number, number: number) => `burst ${burst}, message ${number};`;
const customer = (burst: number, number: number) => word('customer', message(burst, number));
const person = () => word('person', 'I am here');
const workflow = (...about: string[]) => word('workflow', `Answer to: ${about.join('\n')}`);

/** What is found, where every answer could know of all that was said before it, or of nothing. */
function verdict(words: Word[], couldKnow = true) {
	const { answers, ...found } = judged(words, () => couldKnow).get('burst 1')!;
	return { answers: answers.length, ...found };
}

const fine = { answers: 1, twice: 0, afterPerson: 0, unanswered: 0, unseen: 0 };
const both = [message(1, 1), message(1, 2)];

describe('a burst is judged by what the phone shows', () => {
	const burst = () => [customer(1, 1), customer(1, 2)];

	test('one answer to all of it is right, and so is one to each part', () => {
		expect(verdict([...burst(), workflow(...both)])).toEqual(fine);
		const parts = [customer(1, 1), workflow(message(1, 1)), customer(1, 2), workflow(message(1, 2))];
		expect(verdict(parts)).toEqual({ ...fine, answers: 2 });
	});

	test('what a person answered needs no answer, the rest does', () => {
		expect(verdict([...burst(), person()])).toEqual({ ...fine, answers: 0 });
		const between = [customer(1, 1), person(), customer(1, 2)];
		expect(verdict(between)).toEqual({ ...fine, answers: 0, unanswered: 1 });
		expect(verdict([...between, workflow(message(1, 2))])).toEqual(fine);
	});

	test('no answer, a second one, one after a person, and one to a part are found', () => {
		expect(verdict(burst())).toEqual({ ...fine, answers: 0, unanswered: 2 });
		expect(verdict([...burst(), workflow(...both), workflow(...both)])).toEqual({ ...fine, twice: 1 });
		expect(verdict([...burst(), person(), workflow(...both)])).toEqual({ ...fine, answers: 0, afterPerson: 1 });
		expect(verdict([...burst(), workflow(message(1, 1))])).toEqual({ ...fine, unanswered: 1 });
	});

	test('what came between look and send is told apart', () => {
		expect(verdict([...burst(), person(), workflow(...both)], false)).toEqual({ ...fine, answers: 0, unseen: 1 });
		expect(verdict([...burst(), workflow(message(1, 1))], false)).toEqual({ ...fine, unseen: 1 });
	});

	test('bursts of a customer are judged apart', () => {
		const words = [...burst(), workflow(...both), customer(2, 1), workflow(...both, message(2, 1))];
		expect(verdict(words)).toEqual({ ...fine, twice: 1 });
		expect(judged(words, () => true).get('burst 2')).toMatchObject({ twice: 0, unanswered: 0 });
	});
});
