import { messageOf } from '../util/message-of.ts';

/** Why something cannot be written, in words for people: from the error that the file system gave. */
export function writeFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'its folder does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EFBIG':
      return 'the file may not grow any larger';
    case 'EISDIR':
      return 'it is a folder';
    case 'EDQUOT':
      return 'the disk quota is used up';
    default:
      return messageOf(error);
  }
}
