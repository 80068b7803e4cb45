import type { FastifyInstance } from 'fastify';
import type { VoipbinService } from './service.ts';
import type { Media } from './state.ts';

export const fileUrl = (voipbin: VoipbinService, { id, fileName }: Media): string =>
	`${voipbin.url}/files/voipbin/${id}/${encodeURIComponent(fileName)}`;

/** For the phones only: the API has no way to a media's content. */
export function serveFiles(app: FastifyInstance, voipbin: VoipbinService): void {
	app.get<{ Params: { id: string } }>('/files/voipbin/:id/:fileName', async (request, reply) => {
		const media = voipbin.state.messages.flatMap(({ medias }) => medias).find(({ id }) => id === request.params.id);
		if (!media) return await reply.code(404).send('There is no such file');
		// A peer's file must not act as a page of the sandbox.
		reply.headers({ 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' });
		return await reply.type(media.mimeType).send(Buffer.from(media.content, 'base64'));
	});
}
