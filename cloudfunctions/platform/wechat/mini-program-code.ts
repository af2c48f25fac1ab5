import { cloud } from './cloud'

interface CodeApi {
  wxacode: {
    getUnlimited(options: {
      scene: string
      page: string
      checkPath: boolean
      width: number
    }): Promise<{ buffer: Buffer }>
  }
}

/** A permanent mini-program code as a PNG. `scene` holds at most 32 visible characters. */
export async function makeCode(scene: string, page: string): Promise<Buffer> {
  const api = cloud.openapi as unknown as CodeApi
  // checkPath is off because a code may be printed before the page's version is released.
  const { buffer } = await api.wxacode.getUnlimited({ scene, page, checkPath: false, width: 430 })
  return buffer
}
