import type { RunResult } from '../engine/harness.ts';
import { judge } from './judge.ts';

const DOUBT =
	' It is not certain whether Pact carried this out (POST /messages): look there before running it again, so that nothing is done twice.';

/** What the output pane shows: an item that came out, or one that failed with these texts. */
const shown = (item: number, json: object) => ({ json, pairedItem: { item } });
const failed = (item: number, error: string, message?: string) => shown(item, { error, message });

const output = (...items: object[]) => judge({ items: [items] } as RunResult, items.length).items;

/** What is read in the red box of an execution of five items that failed at item 1. */
const stopped = (description: string, message = 'Pact is having problems') =>
	judge(
		{ items: [], error: Object.assign(new Error(message), { description, context: { itemIndex: 1 } }) } as never,
		5,
	);

describe('an item', () => {
	test.each([
		['that comes out', shown(0, { id: '1', text: 'was not sent' }), 'sent'],
		['that was skipped', shown(0, { skipped: true, reason: 'customerWroteAgain' }), 'notSent'],
		['that failed', failed(0, 'Pact did not accept the request', 'Check the fields of this node.'), 'notSent'],
		['without a second text', failed(0, "'Text' is empty"), 'notSent'],
		['that was not sent', failed(0, 'Pact takes no more requests', 'Nothing was sent for this item.'), 'notSent'],
		['in doubt', failed(0, 'Pact is having problems', `HTTP 500. Try again later.${DOUBT}`), 'uncertain'],
		['whose answer broke off', failed(0, 'The answer broke off', 'The message was sent all the same.'), 'sent'],
		['whose service has words of its own', failed(0, 'No', 'Pact said: "it was sent, perhaps" (HTTP 400).'), 'notSent'],
	])('%s is understood', (_, item, saying) => {
		expect(output(item)).toEqual([saying]);
	});

	test('is found by its number, in whatever output it is', () => {
		const items = [[shown(2, {})], [failed(0, 'No', 'No.'), failed(1, 'No', DOUBT)]];
		expect(judge({ items } as RunResult, 4).items).toEqual(['notSent', 'uncertain', 'sent', undefined]);
	});
});

describe('a run that was stopped', () => {
	test('without a word about the others has sent none of them', () => {
		expect(stopped('HTTP 422. Check the fields of this node.').items).toEqual(Array(5).fill('notSent'));
	});

	test('may tell how many others were sent', () => {
		const said = stopped(
			`HTTP 500.${DOUBT} 3 of 5 items were carried out before this and would be again by a new run; set it.`,
		);
		expect(said).toEqual({
			items: [undefined, 'uncertain', undefined, undefined, undefined],
			unnamed: [0, 2, 3, 4],
			sentOfUnnamed: 3,
		});
	});

	test.each([
		['Item 1 is uncertain, items 2-3 were sent.', ['notSent', 'uncertain', 'sent', 'sent', 'notSent']],
		['Items 0 and 2-4 were sent; nothing was sent for item 1.', ['sent', 'notSent', 'sent', 'sent', 'sent']],
		[
			'It is not certain whether items 1, 3 were sent. Items 0, 2 were carried out and are not sent again.',
			['sent', 'uncertain', 'sent', 'uncertain', 'notSent'],
		],
		[
			`HTTP 500.${DOUBT} It is not certain whether items 3-4 was carried out. 2 of 5 items were carried out before this (items 0, 2) and would be carried out again by a new run; set On Error to 'Continue' in the node's settings.`,
			['sent', 'uncertain', 'sent', 'uncertain', 'uncertain'],
		],
		[
			'Pact had already carried out 1 request of this item (POST /messages): look there, so that nothing is done twice. A part of item 4 was carried out.',
			['notSent', 'sent', 'notSent', 'notSent', 'sent'],
		],
	])('may name them: %s', (description, items) => {
		expect(stopped(description)).toEqual({ items, unnamed: [], sentOfUnnamed: 0 });
	});
});
