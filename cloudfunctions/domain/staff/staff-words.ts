import { lettersIn } from '../../contracts/plain-text'

/** Replaces a member's name in words of staff that are stored. */
const THE_MEMBER = '该会员'

/** Entries are kept forever, so the member's name is taken out, whatever staff wrote. */
export function withoutNickname(words: string, nickname: string): string {
  // A name of one letter would be found in too many words.
  return lettersIn(nickname) < 2 ? words : words.replaceAll(nickname, THE_MEMBER)
}
