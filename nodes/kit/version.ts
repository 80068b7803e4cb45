/** A function that may be stored where a more general one is expected: what it gets is what its version's API gives. */
export type Run<Call, Result = unknown> = { run(call: Call): Result }['run'];

/** One function for all versions of a service's API, or one for each version that has it, by the version's name. */
export type Versioned<F> = F | { [version: string]: F | undefined };

/** The same where it is declared: `All` gets what all versions have in common, each of `Each` what its version has; every version is named. */
export type VersionedOf<All, Each> = All | { [V in keyof Each]: Each[V] | undefined };

/** The function for a version; undefined where it has none. */
export function ofVersion<F extends (...given: never[]) => unknown>(
	versioned: Versioned<F>,
	version: string,
): F | undefined {
	return typeof versioned === 'function' ? versioned : versioned[version];
}
