import { resource } from '../../kit';
import { download } from './download';
import { upload } from './upload';

export const attachment = resource({
	name: 'Attachment',
	first: 'download',
	operations: { download, upload },
});
