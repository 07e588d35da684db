// Seeds the network through the public protocol and writes what it did, so that what
// is read back can be compared: node seed.mjs seeded.json
import { writeFile } from 'node:fs/promises'

const PDS = 'http://localhost:2583'
const APPVIEW = 'http://localhost:2584'

const call = async (method, { token, body, type = 'application/json', query } = {}) => {
  const url = new URL(`${PDS}/xrpc/${method}`)
  for (const [k, v] of Object.entries(query ?? {})) url.searchParams.set(k, v)
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': type }) },
    body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : body,
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

const account = async (name, label) => {
  const { did, accessJwt } = await call('com.atproto.server.createAccount', {
    body: { handle: `${name}.test`, email: `${name}@mail.test`, password: `made-up-${name}` },
  })
  const create = (collection, record) =>
    call('com.atproto.repo.createRecord', { token: accessJwt, body: { repo: did, collection, record: { $type: collection, createdAt: new Date().toISOString(), ...record } } })
  const post = (text, more = {}) => create('app.bsky.feed.post', { text, langs: ['en'], ...more })
  const remove = (uri) => {
    const [, , , collection, rkey] = uri.split('/')
    return call('com.atproto.repo.deleteRecord', { token: accessJwt, body: { repo: did, collection, rkey } })
  }
  const blob = async (bytes, type) => (await call('com.atproto.repo.uploadBlob', { token: accessJwt, body: bytes, type })).blob
  const profile = { displayName: name }
  if (label) profile.labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: label }] }
  await call('com.atproto.repo.putRecord', { token: accessJwt, body: { repo: did, collection: 'app.bsky.actor.profile', rkey: 'self', record: { $type: 'app.bsky.actor.profile', ...profile } } })
  return { did, handle: `${name}.test`, token: accessJwt, create, post, remove, blob }
}

// What the AppView shows; it follows within a second or two.
const seen = async (method, query) => {
  const url = new URL(`${APPVIEW}/xrpc/${method}`)
  for (const [k, v] of Object.entries(query)) url.searchParams.append(k, v)
  const response = await fetch(url)
  return response.ok ? response.json() : {}
}
const until = async (what, test) => {
  let last
  for (let i = 0; i < 120; i++) {
    if ((last = await test()) === true) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`the AppView does not show ${what}: ${JSON.stringify(last)}`)
}
const views = async (uri) => (await seen('app.bsky.feed.getPosts', { uris: uri })).posts ?? []
// Two changes of one counter at the same moment may count as one in the AppView, so
// each waits for the one before.
const counted = (uri, counter, n) =>
  until(`${counter} ${n}`, async () => {
    const now = (await views(uri))[0]?.[counter]
    return now === n || now
  })

const suffix = Date.now().toString(36)
const embassy = await account(`embassy-${suffix}`)
const sister = await account(`sister-${suffix}`)
const one = await account(`citizen1-${suffix}`)
const two = await account(`citizen2-${suffix}`)
const shy = await account(`citizen3-${suffix}`, '!no-unauthenticated')
const ref = ({ uri, cid }) => ({ uri, cid })

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const picture = await embassy.blob(png, 'image/png')
const film = await embassy.blob(Buffer.alloc(3000, 1), 'video/mp4')
const external = (uri) => ({ $type: 'app.bsky.embed.external', external: { uri, title: 'A page', description: 'made up' } })
const images = (n) => ({ $type: 'app.bsky.embed.images', images: Array.from({ length: n }, () => ({ alt: 'flag', image: picture })) })
const video = { $type: 'app.bsky.embed.video', video: film, alt: 'film', aspectRatio: { width: 16, height: 9 } }
const quote = (p) => ({ $type: 'app.bsky.embed.record', record: ref(p) })

// What must come back, by address.
const want = {}
const expect = (p, format, more = {}) => {
  want[p.uri] = { format, likes: 0, shares: 0, replies: 0, quotes: 0, text: '', ...more }
  return want[p.uri]
}
const published = async (text, format, more, facts) => {
  const p = await embassy.post(text, more)
  expect(p, format, { text, ...facts })
  return p
}

await published('A plain announcement', 'text')
const single = await published('One picture', 'app.bsky.embed.images', { embed: images(1) }, { media: 1 })
const album = await published('Three pictures', 'app.bsky.embed.images', { embed: images(3) }, { media: 3 })
await published('A film', 'app.bsky.embed.video', { embed: video }, { media: 1 })
await published('Read the notice', 'app.bsky.embed.external', { embed: external('https://ruritania.example/visa') }, { links: ['https://ruritania.example/visa'] })
await published('A short one', 'gif', { embed: external('https://media.tenor.com/abc/def.gif?hh=1&ww=1') }, { media: 1 })
const theirs = await sister.post('From the sister mission')
await published('They say it best', 'app.bsky.embed.record', { embed: quote(theirs) }, { quote: true, quoted: theirs.uri })
await published('They show it best', 'app.bsky.embed.images', { embed: { $type: 'app.bsky.embed.recordWithMedia', record: quote(theirs), media: images(2) } }, { quote: true, quoted: theirs.uri, media: 2 })
await published('سفارة روريتانيا 👩‍👩‍👧', 'text', { langs: ['ar'] }, { lang: 'ar' })
const text = 'Book at ruritania.example/pa... #Passport'
const part = (s) => ({ byteStart: Buffer.byteLength(text.slice(0, text.indexOf(s))), byteEnd: Buffer.byteLength(text.slice(0, text.indexOf(s) + s.length)) })
await published(text, 'text', {
  tags: ['Consular'],
  facets: [
    { index: part('ruritania.example/pa...'), features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://ruritania.example/passports' }] },
    { index: part('#Passport'), features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'Passport' }] },
  ],
}, { links: ['https://ruritania.example/passports'], hashtags: ['passport', 'consular'] })
await published('Written long ago, it says', 'text', { createdAt: '2012-05-31T09:00:00Z' }, { now: true })
for (let i = 0; i < 110; i++) await published(`Number ${i}`, 'text') // more than a page

// Replies: direct ones are counted, deeper ones are read.
const reply = (root, parent) => ({ reply: { root: ref(root), parent: ref(parent) } })
const replies = []
const answer = async (who, words, root, parent, facts = {}) => {
  const p = await who.post(words, reply(root, parent))
  replies.push({ uri: p.uri, root: root.uri, parent: parent.uri, author: who.did, text: words, own: false, ...facts })
  return p
}
const first = await answer(one, 'When do you open?', single, single)
const second = await answer(embassy, 'At nine.', single, first, { own: true })
expect(second, 'text', { text: 'At nine.', reply: true })
want[second.uri].replies = 1
await answer(two, 'The queue is long', single, second)
await answer(one, 'Congratulations!', album, album)
await counted(album.uri, 'replyCount', 1)
await answer(two, 'Congratulations too', album, album)
await counted(album.uri, 'replyCount', 2)
await shy.post('I asked not to be shown', reply(album, album))
await counted(album.uri, 'replyCount', 3)
want[single.uri].replies = 1
want[album.uri].replies = 3

for (const [i, who] of [one, two].entries()) {
  await who.create('app.bsky.feed.like', { subject: ref(single) })
  await counted(single.uri, 'likeCount', i + 1)
}
want[single.uri].likes = 2
await one.create('app.bsky.feed.repost', { subject: ref(single) })
want[single.uri].shares = 1
await two.post('see', { embed: quote(single) })
await counted(single.uri, 'quoteCount', 1)
await one.post('see this', { embed: quote(single) })
await counted(single.uri, 'quoteCount', 2)
want[single.uri].quotes = 2
for (const [i, who] of [one, two, sister].entries()) {
  await who.create('app.bsky.graph.follow', { subject: embassy.did })
  await until(`${i + 1} followers`, async () => (await seen('app.bsky.actor.getProfile', { actor: embassy.did })).followersCount === i + 1)
}
await embassy.create('app.bsky.graph.follow', { subject: sister.did })
const repost = await embassy.create('app.bsky.feed.repost', { subject: ref(theirs) })
want[repost.uri] = { format: 'repost', repost: true }
const deleted = await embassy.post('This will not stay')

const postsTotal = Object.values(want).filter((w) => !w.repost).length
await until('the post to delete', async () => (await views(deleted.uri)).length === 1)
const deletedIndexed = (await views(deleted.uri))[0].indexedAt
await embassy.remove(deleted.uri)
await until('the deletion', async () => (await views(deleted.uri)).length === 0)
await until('the counters', async () => {
  const [p] = await views(single.uri)
  const profile = await seen('app.bsky.actor.getProfile', { actor: embassy.did })
  const now = [p?.likeCount, p?.repostCount, p?.replyCount, p?.quoteCount, profile.followersCount, profile.followsCount, profile.postsCount]
  return JSON.stringify(now) === JSON.stringify([2, 1, 1, 2, 3, 1, postsTotal]) || now
})
const quoting = (await seen('app.bsky.feed.getQuotes', { uri: single.uri })).posts.length

const car = Buffer.from(await (await fetch(`${PDS}/xrpc/com.atproto.sync.getRepo?did=${embassy.did}`)).arrayBuffer())
await writeFile('embassy.car', car)
await writeFile(process.argv[2] ?? 'seeded.json', JSON.stringify({
  appview: APPVIEW, did: embassy.did, handle: embassy.handle, sister: sister.handle, followers: 3, following: 1, postsTotal, quoting, quoted: single.uri,
  posts: want, replies, closed: 1, deleted: { uri: deleted.uri, at: deletedIndexed }, car: `${process.cwd()}/embassy.car`,
}, null, 1))
console.log(`seeded ${Object.keys(want).length} posts and ${replies.length} replies`)
