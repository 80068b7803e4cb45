import { NodeHelpers } from 'n8n-workflow';

const SHARED = Symbol.for('n8n-nodes-conversations');

/** n8n's own library is the one module that all nodes of a process have in common. */
const common = NodeHelpers as typeof NodeHelpers & { [SHARED]?: Map<string, object> };

/**
 * What there is once in a process of n8n, whatever number of packages with this kit are installed: a rate is the account's,
 * not the package's. It also outlives an update of the package, which loads its modules anew.
 *
 * `name` ends in the version of what it holds, e.g. `limiters.v1`: packages of different releases may stand side by side.
 */
export function perProcess<T extends object>(name: string, create: () => T): T {
	const shared = (common[SHARED] ??= new Map());
	let value = shared.get(name) as T | undefined;
	if (!value) shared.set(name, (value = create()));
	return value;
}
