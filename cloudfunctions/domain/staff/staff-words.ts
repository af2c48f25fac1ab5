import { lettersIn } from '../../contracts/plain-text'

/** What stands where staff called a member by name in words that are kept. */
const THE_MEMBER = '该会员'

/** Entries are kept for ever, so that the member is not called by name in them, whatever staff wrote. */
export function withoutNickname(words: string, nickname: string): string {
  // One letter is found in too many words.
  return lettersIn(nickname) < 2 ? words : words.replaceAll(nickname, THE_MEMBER)
}
