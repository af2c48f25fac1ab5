import { rewardPicture } from '@/ui/art/reward-pictures'

/** A file of the cloud's storage or the web is shown directly; other names mean our drawings. */
export function pictureOf(picture: string): string {
  return /^(cloud|https?):\/\//.test(picture) ? picture : rewardPicture(picture)
}
