import sharp from 'sharp'
import type { Tx } from '#kernel/db/db.ts'
import { acceptPhoto, type FileDeps } from '#kernel/files/accept.ts'
import { attachFiles } from '#kernel/files/files.ts'

/** Drawn street scenes, plainly marked as demo, so that lists and cases have pictures and nobody's photo is used. */
const scenes: readonly { title: string; sky: string; before: string; after: string }[] = [
  {
    title: '路面',
    sky: '#bcd3e6',
    before:
      '<ellipse cx="320" cy="380" rx="120" ry="34" fill="#2b2b2b"/><path d="M230 380l60-20 40 16 80-10" stroke="#111" stroke-width="5" fill="none"/>',
    after: '<rect x="200" y="350" width="240" height="60" fill="#4a4f55" rx="6"/>',
  },
  {
    title: '垃圾',
    sky: '#c9d6c4',
    before:
      '<g fill="#3d4c3a"><circle cx="290" cy="370" r="36"/><circle cx="350" cy="376" r="42"/><circle cx="405" cy="382" r="28"/></g><rect x="240" y="400" width="34" height="20" fill="#d8c28a"/>',
    after:
      '<rect x="290" y="300" width="70" height="110" rx="8" fill="#2f7d5b"/><rect x="286" y="290" width="78" height="16" rx="6" fill="#24634a"/>',
  },
  {
    title: '井盖',
    sky: '#d3cfc6',
    before:
      '<ellipse cx="320" cy="390" rx="86" ry="30" fill="#191919"/><ellipse cx="374" cy="376" rx="86" ry="28" fill="#6b6f73" stroke="#3f4246" stroke-width="6"/>',
    after: '<ellipse cx="320" cy="390" rx="88" ry="30" fill="#6b6f73" stroke="#3f4246" stroke-width="6"/>',
  },
  {
    title: '路灯',
    sky: '#2a3550',
    before:
      '<rect x="314" y="150" width="10" height="260" fill="#8a9099"/><path d="M319 150q70-24 96 8" stroke="#8a9099" stroke-width="8" fill="none"/>',
    after:
      '<rect x="314" y="150" width="10" height="260" fill="#8a9099"/><path d="M319 150q70-24 96 8" stroke="#8a9099" stroke-width="8" fill="none"/><circle cx="414" cy="166" r="44" fill="#ffe9a8" opacity=".8"/>',
  },
  {
    title: '占道',
    sky: '#d9d2c0',
    before:
      '<rect x="240" y="330" width="180" height="60" fill="#b5542e"/><path d="M230 330h200l-24-50h-152z" fill="#d98c4a"/>',
    after: '<path d="M120 420h400" stroke="#e9c46a" stroke-width="10" stroke-dasharray="34 20"/>',
  },
]

const draw = (scene: (typeof scenes)[number], what: 'before' | 'after', n: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="${scene.sky}"/>
<g fill="#9aa3ab"><rect x="${20 + n * 7}" y="120" width="120" height="200"/><rect x="480" y="${90 + n * 6}" width="140" height="230"/></g>
<rect y="310" width="640" height="170" fill="#6d737a"/><rect y="310" width="640" height="14" fill="#c7c9cb"/>${scene[what]}
<rect y="440" width="640" height="40" fill="#000" opacity=".45"/><text x="16" y="467" font-size="22" fill="#fff" font-family="Noto Sans CJK SC,sans-serif">演示照片 · ${scene.title} · ${what === 'before' ? '处置前' : '处置后'}</text></svg>`)

export type DemoPhotos = { readonly before: readonly string[]; readonly after: readonly string[] }

/** A scene of the demo as a picture; `n` moves what stands behind it. */
export const drawScene = (scene: number, what: 'before' | 'after', n: number): Promise<Buffer> =>
  sharp(draw(scenes[scene % scenes.length]!, what, n))
    .jpeg({ quality: 80 })
    .toBuffer()

/** Draws and stores the demo's photos; gives their ids, the same index showing the same scene before and after. */
export async function seedPhotos(tx: Tx, files: FileDeps, districtId: string): Promise<DemoPhotos> {
  const store = async (what: 'before' | 'after') => {
    const ids: string[] = []
    for (const [n, scene] of scenes.entries()) {
      const bytes = await drawScene(n, what, n)
      ids.push(
        (
          await acceptPhoto(files, tx, {
            districtId,
            bytes,
            name: `${scene.title}.jpg`,
            uploadedBy: 'demo',
            purpose: 'demo',
          })
        ).fileId,
      )
    }
    // Nothing else takes them as its own, and the sweep clears what nobody has taken.
    await attachFiles(tx, { districtId, fileIds: ids, at: files.clock.now() })
    return ids
  }
  return { before: await store('before'), after: await store('after') }
}
