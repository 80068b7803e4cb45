/** What a document describes: an endpoint of the service, its parameters, and the fields of its answer. */
export interface Described {
	seed: string;
	endpoint: string;
	parameters: string[];
	answer: string[];
}
