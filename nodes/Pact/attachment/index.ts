import { resource } from '../../kit/operation';
import { download } from './download';
import { upload } from './upload';

export const attachment = resource({
	name: 'Attachment',
	first: 'download',
	operations: { download, upload },
});
