/** Something that holds whatever happens. */
export interface Property {
	name: string;
	/** Throws with a counterexample; `factor` says how much longer than usual it looks for one. */
	check(seed: number, factor: number): Promise<void>;
}

export const PROPERTIES: Property[] = [];
