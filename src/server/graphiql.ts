import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const require = createRequire(import.meta.url)
const REACT = dirname(require.resolve('react/package.json'))
const REACT_DOM = dirname(require.resolve('react-dom/package.json'))
const GRAPHIQL = dirname(require.resolve('graphiql/package.json'))
const ASSETS = [
  { name: 'react.js', folder: `${REACT}/umd`, file: 'react.production.min.js' },
  { name: 'react-dom.js', folder: `${REACT_DOM}/umd`, file: 'react-dom.production.min.js' },
  { name: 'graphiql.js', folder: GRAPHIQL, file: 'graphiql.min.js' },
  { name: 'graphiql.css', folder: GRAPHIQL, file: 'graphiql.min.css' },
] as const

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Headwaters · query</title>
<link rel="stylesheet" href="graphiql/graphiql.css">
<link rel="stylesheet" href="graphiql/page.css">
</head>
<body>
<div id="graphiql">Loading the query page …</div>
<script src="graphiql/react.js"></script>
<script src="graphiql/react-dom.js"></script>
<script src="graphiql/graphiql.js"></script>
<script src="graphiql/page.js"></script>
</body>
</html>
`
const STYLE = 'html, body, #graphiql { height: 100%; margin: 0; font-family: system-ui, sans-serif }\n'
/** The fragment (`#query=…`) carries a query into the page, so that it never reaches a log. */
const toScript = (example: string): string => `'use strict'
const asked = new URLSearchParams(location.hash.slice(1))
const properties = {
  fetcher: GraphiQL.createFetcher({ url: 'graphql' }),
  defaultQuery: ${JSON.stringify(example)},
  ...(asked.has('query') ? { query: asked.get('query') } : {}),
  ...(asked.has('variables') ? { variables: asked.get('variables') } : {}),
}
ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, properties))
`

/** Nothing may load from elsewhere. The editor sets styles of its own, so styles alone may stand in the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves GraphiQL at /graphiql from the installed package, with `example` as its first query. */
export async function addGraphiql(server: FastifyInstance, example: string): Promise<void> {
  await server.register(fastifyStatic, { root: ASSETS[0].folder, serve: false })
  server.get('/', (_request, reply) => reply.redirect('graphiql'))
  server.get('/graphiql', (_request, reply) =>
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE),
  )
  server.get('/graphiql/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE))
  server.get('/graphiql/page.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(toScript(example)),
  )
  for (const { name, folder, file } of ASSETS) {
    server.get(`/graphiql/${name}`, (_request, reply) => reply.sendFile(file, folder))
  }
}
