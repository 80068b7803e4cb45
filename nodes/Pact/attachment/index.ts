import { download } from './download';
import { upload } from './upload';

export const attachment = { name: 'Attachment', operations: { download, upload } };
