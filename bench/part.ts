import type { TopLevelSpec } from 'vega-lite';

/** What a figure shall be, and what it was. */
export interface Aim {
	what: string;
	aim: string;
	found: string;
	isMet: boolean;
	/** Why it is not met, where it is not. */
	reason: string;
}

/** A chapter of the page: Markdown, with charts by the name of their file. */
export interface Chapter {
	text: string;
	charts?: Record<string, TopLevelSpec>;
}

/** One question, measured and told by itself. What it has found is kept as JSON, so that a page can be made of several runs. */
export interface Part<Found> {
	title: string;
	/** Set where it does hardly anything but wait: what follows is measured meanwhile. */
	waits?: true;
	/** A small one is over in seconds, to see whether it works. */
	measure(isSmall: boolean): Promise<Found>;
	aims(found: Found): Aim[];
	chapter(found: Found): Chapter;
}

/** A part, by what it found before it was written to a file and read again. */
export interface AnyPart {
	title: string;
	waits?: true;
	measure(isSmall: boolean): Promise<unknown>;
	aims(found: unknown): Aim[];
	chapter(found: unknown): Chapter;
}

export const part = <Found>({ title, waits, measure, aims, chapter }: Part<Found>): AnyPart => ({
	title,
	waits,
	measure,
	aims: (found) => aims(found as Found),
	chapter: (found) => chapter(found as Found),
});
