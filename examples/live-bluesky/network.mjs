// A whole AT Protocol network in one process: a directory of DIDs, a server of
// accounts, and the AppView of Bluesky. It stops on SIGTERM.
import { TestNetwork } from '@atproto/dev-env'

const network = await TestNetwork.create({
  pds: { port: 2583, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { dbPostgresSchema: 'bsky', port: 2584, publicUrl: 'http://localhost:2584' },
  plc: { port: 2582 },
  ozone: { port: 2587 },
  introspect: { port: 2581 },
})
console.log('ready', network.pds.url, network.bsky.url)

const stop = async () => {
  await network.close().catch(() => {})
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
