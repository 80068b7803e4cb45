export interface Counts {
	sent: number;
	/** Answered 200. */
	answered: number;
	/** Answered 200 by n8n's own page "n8n is starting up" and by nothing else, so that the trigger never heard of them. */
	startPage: number;
	/** Executions in which it got past the node in question. */
	ran: number;
	/** On record, but n8n ended before it got past that node; n8n shows these as crashed or failed. */
	cutOff: number;
	twice: number;
	lost: number;
	/** Said or done otherwise than it is promised. */
	wrong: number;
}

/** One line of the report. */
export interface Row extends Counts {
	what: string;
	/** Whether the promise was kept. */
	kept: boolean;
	/** It is not ours: no promise of the package's is put to the test. */
	isAnchor?: boolean;
	note?: string;
}

/** Nothing came twice, nothing was lost, nothing was said wrong. */
export const isKept = ({ twice, lost, wrong }: Counts): boolean => twice + lost + wrong === 0;

export const row = (what: string, counts: Partial<Counts>, note = '', alsoNeeded = true): Row => {
	const whole = { sent: 0, answered: 0, startPage: 0, ran: 0, cutOff: 0, twice: 0, lost: 0, wrong: 0, ...counts };
	return { what, ...whole, kept: isKept(whole) && alsoNeeded, note };
};

/** What another way of doing the same thing came to, beside ours. */
export const asAnchor = (way: string, { what, ...one }: Row): Row => ({
	...one,
	what: `${way}: ${what}`,
	kept: true,
	isAnchor: true,
});
