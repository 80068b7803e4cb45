/** What to do next, by the service's reason or by HTTP status. */
export type Advice = Partial<Record<string | number, string>>;

/** One request, as it is named to the user. */
export interface RequestLine {
	method: string;
	path: string;
}

/** What happened instead of a proper answer. */
type Cause =
	/** The service said no. `status` is what the answer means, `sent` the HTTP status it had. */
	| {
			kind: 'refused';
			status: number;
			sent: number;
			/** The service's own words, if it said any. */
			words: string;
			/** Whether it came as a page or other text instead of the service's JSON. */
			isPage?: boolean;
			/** The service's own code for what went wrong. */
			reason?: string;
			/** The id by which the service's support finds the request. */
			trace?: string;
			/** What an answer means for this request, before what it means for every request. */
			advice?: Advice;
	  }
	| { kind: 'redirected'; sent: number; target: string }
	/** A page or other text; `words` are what a person reads of it. */
	| { kind: 'notJson'; sent: number; words: string }
	/**
	 * No answer came, or it broke off after the HTTP status `answered`. `origin` is set where it was not to come from the
	 * Base URL.
	 */
	| { kind: 'broken'; code: string; reason: string; origin?: string; answered?: number }
	/** For `waitMs` milliseconds there is no place: the service asked to wait, or others stand in line for its rate. */
	| { kind: 'crowded'; waitMs: number; inLine?: boolean }
	/** The execution was stopped; `sent` where the request was on its way already. */
	| { kind: 'cancelled'; sent: boolean }
	/** A file that is not there. */
	| { kind: 'noFile'; sent: number; place: string }
	/** The service calls an address before it accepts it, and did not accept ours. */
	| { kind: 'addressRefused'; by: Failure; address: string }
	/** Not sent, because of the item `behind` before it in the same sequence nobody knows whether it was carried out. */
	| { kind: 'held'; behind: number }
	/** Something that only the code of the service knows to be wrong, in its words for the user. */
	| { kind: 'unexpected'; message: string; next: string };

/** Why a request brought nothing, as data: words are made of it in one place, `explain`. */
export type Failure = Cause & {
	/** The request it is about; none where it is about several. */
	request?: RequestLine;
	/** Whether a write may have been carried out although no proper answer came. */
	uncertain?: boolean;
	/** What of the item the service had accepted before. */
	before?: readonly RequestLine[];
};

/** Carries a failure to the edge, where n8n's error is made of it. */
export class RequestFailed extends Error {
	override readonly name = 'RequestFailed';
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.kind);
		this.failure = failure;
	}

	/** Also one that another package's copy of this kit threw: what they share may fail in either. */
	static [Symbol.hasInstance](value: unknown): boolean {
		return value instanceof Error && value.name === 'RequestFailed' && 'failure' in value;
	}
}

/** What a failure means as an HTTP status, where it is a refusal. */
export function statusOf(error: unknown): number | undefined {
	return error instanceof RequestFailed && error.failure.kind === 'refused' ? error.failure.status : undefined;
}
