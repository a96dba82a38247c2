// The bytes of evidence in a folder of this machine: `<organization>/<first two digits>/<SHA-256>`. They appear there at
// once and whole, by a rename.

import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ContentKey, ContentStore } from './content-store.ts'

/** Files that a process left in `incoming` when it was killed: no upload takes that long. */
const LEFT_BEHIND_MS = 24 * 3600 * 1000

async function clear(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }))
    if (mtimeMs < now - LEFT_BEHIND_MS) await rm(file, { force: true })
  }
}

/** A rename outlives a crash only once the folder itself is written. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/** Makes the folder; throws when it cannot be written. `now` in milliseconds. */
export async function openContentFolder(root: string, now: number): Promise<ContentStore> {
  const incoming = join(root, 'incoming.tmp')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  await clear(incoming, now)
  const pathOf = ({ organization, sha256 }: Pick<ContentKey, 'organization' | 'sha256'>) =>
    join(root, organization, sha256.slice(0, 2), sha256)
  return {
    incoming,
    async put(key, file) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(file, path)
      await syncFolder(dirname(path))
    },
    async open(key) {
      try {
        return (await open(pathOf(key))).createReadStream()
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}
