/** What a seed document describes: an endpoint of the service, its parameters, and the fields of its answer. */
export interface Described {
	seed: string;
	endpoint: string;
	parameters: string[];
	answer: string[];
}

/** A row of the contract: the names that users' workflows depend on. */
export interface Promised {
	resource: string;
	operation: string;
	fields: string[];
}

export interface Demands {
	type: string;
	/** The API generation it is about, where there are several. */
	generation?: string;
	described: Described[];
	promised: Promised[];
}
