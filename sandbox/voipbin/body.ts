import type { FastifyInstance } from 'fastify';
import { VoipbinRefusal } from './errors.ts';
import { NIL } from './state.ts';
import { isUuid } from './uuid.ts';

/** A JSON object whose values have the types the service expects, whatever the Content-Type says. */
export class Body {
	#values: Record<string, unknown>;

	constructor(body: unknown) {
		if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new VoipbinRefusal('INVALID_JSON_BODY');
		this.#values = body as Record<string, unknown>;
	}

	text(name: string): string | undefined {
		const value = this.#values[name] ?? undefined;
		if (value !== undefined && typeof value !== 'string') throw new VoipbinRefusal('INVALID_JSON_BODY');
		return value;
	}

	required(name: string): string {
		const value = this.text(name);
		if (value === undefined) throw new VoipbinRefusal('MISSING_REQUEST_PARAMETER', { message: `${name} is missing.` });
		return value;
	}

	/** The zero UUID when it is empty. */
	uuid(name: string): string | undefined {
		const value = this.text(name);
		if (value === undefined || isUuid(value)) return value?.toLowerCase();
		if (value === '' || value === NIL) return NIL;
		throw new VoipbinRefusal('INVALID_ARGUMENT', { message: `${name} is not a UUID.` });
	}

	object(name: string): object | undefined {
		const value = this.#values[name] ?? undefined;
		if (value !== undefined && typeof value !== 'object') throw new VoipbinRefusal('INVALID_JSON_BODY');
		return value;
	}
}

/** Whatever the Content-Type says; what is no JSON is refused by the endpoint, after the caller and the id. */
export function readJson(scope: FastifyInstance): void {
	scope.removeAllContentTypeParsers();
	scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, parsed(text as string)));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
