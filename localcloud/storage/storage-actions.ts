import { isPlainObject, type Document } from '../database/document'
import { CloudError } from '../database/errors'
import type { FileStorage } from './file-storage'

type Action = (body: Document) => Promise<Document>

const DEFAULT_MAX_AGE_SECONDS = 7200

/** The SDK's `storage.*` actions. */
export function storageActions(storage: FileStorage): Record<string, Action> {
  return {
    'storage.getUploadMetadata': (body) => uploadMetadata(storage, body),
    'storage.batchGetDownloadUrl': (body) => downloadUrls(storage, body),
    'storage.batchDeleteFile': (body) => deleteFiles(storage, body),
    'storage.batchCopyFile': (body) => copyFiles(storage, body),
  }
}

function uploadMetadata(storage: FileStorage, body: Document): Promise<Document> {
  const path = String(body.path).replace(/^\/+/, '')
  if (!path) throw new CloudError('INVALID_PARAM', 'path is missing')
  const fileId = storage.idOf(path)
  return Promise.resolve({
    data: {
      url: encodeURI(storage.urlOf(path)),
      token: 'local',
      authorization: 'local',
      fileId,
      // The id travels in a header, and headers take ASCII only.
      cosFileId: encodeURIComponent(fileId),
    },
  })
}

function downloadUrls(storage: FileStorage, body: Document): Promise<Document> {
  const list = objects(body.file_list).map(({ fileid, max_age }) => {
    const fileID = String(fileid)
    if (!storage.has(fileID)) return { fileID, tempFileURL: '', code: 'STORAGE_FILE_NONEXIST' }
    const tempFileURL = storage.urlOf(storage.pathOf(fileID))
    return { fileID, tempFileURL, code: 'SUCCESS', maxAge: max_age ?? DEFAULT_MAX_AGE_SECONDS }
  })
  return Promise.resolve({ data: { download_list: list } })
}

async function deleteFiles(storage: FileStorage, body: Document): Promise<Document> {
  const ids = Array.isArray(body.fileid_list) ? body.fileid_list.map(String) : []
  const list: Document[] = []
  for (const fileID of ids) {
    const code = storage.has(fileID) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST'
    if (code === 'SUCCESS') await storage.remove(fileID)
    list.push({ fileID, code })
  }
  return { data: { delete_list: list } }
}

async function copyFiles(storage: FileStorage, body: Document): Promise<Document> {
  const list: Document[] = []
  for (const file of objects(body.file_list)) {
    const from = String(file.src_path)
    const to = String(file.dst_path)
    if (!storage.has(storage.idOf(from))) {
      list.push({ fileID: '', code: 'STORAGE_FILE_NONEXIST' })
      continue
    }
    await storage.copy(from, to)
    if (file.remove_original === true) await storage.remove(storage.idOf(from))
    list.push({ fileID: storage.idOf(to), code: 'SUCCESS' })
  }
  return { data: { copy_list: list } }
}

function objects(value: unknown): Document[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : []
}
