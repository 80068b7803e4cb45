import type { Listed } from './fields';
import type { Service } from './service';
import { ofVersion } from './version';

interface Asked {
	service: Service;
	version: string;
	list: Listed;
	api: unknown;
}

/** The value of the one entry that a list of a service has; undefined where there are several, or none. */
export async function onlyEntryOf({ service, version, list, api }: Asked): Promise<string | undefined> {
	const read = ofVersion(service.lists[list.method]!.page, version);
	const page = await read?.({ api, search: '', parameter: () => '' });
	const [only, another] = page?.entries ?? [];
	return another || page?.next !== undefined ? undefined : only?.value;
}
