import { ANSWER, LATE_ANSWER, THOUGHT_MS, type Published } from '../answering.ts';
import type { House } from '../house/house.ts';
import { saidIn, toldTexts } from '../project.ts';
import { row, type Counts, type Row } from '../row.ts';
import { KINDS, PERSON, type Burst, type Kind } from './bursts.ts';
import { judged, type Verdict, type Word } from './judged.ts';
import { looksIn, type Looks } from './looks.ts';

const byOf = (from: string, text: string): Word['by'] =>
	from === 'customer' ? 'customer' : text.startsWith(PERSON) ? 'person' : 'workflow';

/** What became of bursts, judged by the phones. */
export class Answers {
	readonly looks: Looks;
	readonly #house: House;
	readonly #bursts: Burst[];
	readonly #verdicts = new Map<string, Verdict>();
	readonly #told: Set<string>;

	constructor(house: House, bursts: Burst[]) {
		this.#house = house;
		this.#bursts = bursts;
		this.#told = toldTexts(house.sandbox);
		this.looks = looksIn(house.sandbox);
		for (const conversationId of new Set(bursts.map((burst) => burst.conversationId))) {
			const words = saidIn(house.sandbox, conversationId).map(({ from, text, at }) => ({
				by: byOf(from, text),
				text,
				at,
			}));
			const verdicts = judged(words, (answer, word) => this.#couldKnow(conversationId, answer, word));
			for (const [name, verdict] of verdicts) this.#verdicts.set(name, verdict);
		}
	}

	/** A line for each kind of burst. */
	rows(note = ''): Row[] {
		const kinds = Object.keys(KINDS) as Kind[];
		return kinds.map((kind, index) => this.row(kind, KINDS[kind], index === 0 ? note : ''));
	}

	/** A line for the bursts of a kind. */
	row(kind: Kind, what: string, note = ''): Row {
		const bursts = this.#bursts.filter((burst) => burst.kind === kind);
		const verdicts = bursts.map((burst) => this.#verdictOn(burst));
		const late = ({ answers }: Verdict) => answers.some(({ text }) => text.startsWith(LATE_ANSWER));
		const counts: Partial<Counts> = {
			sent: bursts.length,
			answered: bursts.filter(({ texts }) => texts.every((text) => this.#told.has(text))).length,
			ran: verdicts.filter(({ answers }) => answers.length > 0).length,
			cutOff: verdicts.filter(late).length,
			twice: sumOf(verdicts, 'twice'),
			lost: verdicts.filter(({ unanswered }) => unanswered > 0).length,
			wrong: sumOf(verdicts, 'afterPerson'),
		};
		const unseen = sumOf(verdicts, 'unseen');
		const parts = verdicts.filter(({ answers }) => answers.length > 1).length;
		const notes = [
			note,
			parts > 0 ? `${parts} in two answers, each to a part` : '',
			unseen > 0 ? `${unseen} between look and send` : '',
		];
		return row(what, counts, notes.filter(Boolean).join('; '), kind !== 'alone' || counts.ran === counts.sent);
	}

	/** What it took, in words. */
	async cost({ id }: Published): Promise<string> {
		const { reads, looks } = this.looks;
		const perBurst = (count: number) => (count / this.#bursts.length).toFixed(2);
		const windows = [...this.looks.sentTo.values()]
			.flat()
			.flatMap(({ look, send }) => (look ? [send.at - look.at] : []));
		return [
			`${perBurst(reads)} reads a burst and ${perBurst(looks)} looks before a send`,
			`look to send ${span(windows, 'ms')}`,
			`last message to answer ${span(this.#waits(), 's', 1000)}, ${THOUGHT_MS / 1000} s of it an agent's`,
			`${await this.#storesOf(id)} stores used`,
		].join('; ');
	}

	/** From the last message of a burst to its answer, in milliseconds. */
	#waits(): number[] {
		const byText = new Map<string, number>();
		for (const conversationId of new Set(this.#bursts.map((burst) => burst.conversationId))) {
			for (const { text, at } of saidIn(this.#house.sandbox, conversationId)) byText.set(text, at);
		}
		return this.#bursts.flatMap((burst) => {
			const answer = this.#verdictOn(burst).answers.at(-1);
			if (!answer?.text.startsWith(ANSWER)) return [];
			return [answer.at - Math.max(...burst.texts.map((text) => byText.get(text)!).filter((at) => at <= answer.at))];
		});
	}

	/** How many nodes of a workflow, but for its trigger, keep anything in n8n's database. */
	async #storesOf(workflowId: string): Promise<number> {
		const { nodes } = await this.#house.api.workflow(workflowId);
		const trigger = nodes.find(({ type }) => /trigger$/i.test(type));
		const kept = await this.#house.database.rows(
			`select context from processed_data where "workflowId" = '${workflowId}' and context <> 'n:${trigger?.id}'`,
		);
		return kept.length;
	}

	#verdictOn({ texts }: Burst): Verdict {
		return this.#verdicts.get(texts[0]!.split(',')[0]!)!;
	}

	#couldKnow(conversationId: number, answer: Word, word: Word): boolean {
		const sent = this.looks.sentTo.get(conversationId)?.findLast(({ send }) => send.at <= answer.at);
		return sent?.look === undefined || word.at < sent.look.at;
	}
}

const sumOf = (verdicts: Verdict[], what: 'twice' | 'afterPerson' | 'unanswered' | 'unseen'): number =>
	verdicts.reduce((sum, verdict) => sum + verdict[what], 0);

/** The middle and the longest. */
function span(values: number[], unit: string, per = 1): string {
	const sorted = values.map((value) => value / per).sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]?.toFixed(per === 1 ? 0 : 1) ?? '-';
	return `${at(0.5)} ${unit} (95 % ${at(0.95)}, longest ${at(1)})`;
}
