import { dateFields, edgeTo, nameFields, type Projector } from './projection.js'

export const actorProjector: Projector<'actor'> = {
  node: (actor) => ({
    kind: actor.kind,
    ...nameFields(actor),
    positions: actor.positions.map(({ title, at, from, to }) =>
      JSON.stringify([title, at ?? null, from ?? null, to ?? null]),
    ),
  }),
  edges: (actor) => [
    edgeTo('PART_OF', actor.partOf),
    ...actor.positions.map(({ at }, position) => edgeTo('HOLDS', at, { position })),
  ],
}

export const siteProjector: Projector<'site'> = {
  node: (site) => ({
    kind: site.kind,
    ...nameFields(site),
    lat: site.location?.lat,
    lon: site.location?.lon,
    precisionMeters: site.location?.precisionMeters,
  }),
  edges: (site) => [edgeTo('IN', site.country), edgeTo('WITHIN', site.within)],
}

export const summitProjector: Projector<'summit'> = {
  node: (summit) => ({ kind: summit.kind, ...nameFields(summit), ...dateFields('date', summit.date) }),
  edges: (summit) => [
    edgeTo('HELD_AT', summit.site),
    ...summit.participants.map(({ actor, role }, position) => ({
      type: 'TOOK_PART' as const,
      from: actor,
      fields: { role, position },
    })),
  ],
}

export const resolutionProjector: Projector<'resolution'> = {
  node: (resolution) => ({
    ...nameFields(resolution),
    symbol: resolution.symbol,
    status: resolution.status,
    ...dateFields('adopted', resolution.adopted),
    meeting: resolution.meeting,
    subject: resolution.subject,
    chapterVII: resolution.chapterVII,
  }),
  edges: (resolution) =>
    resolution.votes.map(({ actor, position }) => ({ type: 'VOTED' as const, from: actor, fields: { position } })),
}

export const provisionProjector: Projector<'provision'> = {
  node: (provision) => ({ ...nameFields(provision), paragraph: provision.paragraph, summary: provision.summary }),
  edges: (provision) => [{ type: 'CONTAINS', from: provision.resolution }],
}

export const sourceProjector: Projector<'source'> = {
  node: (source) => ({ kind: source.kind, ...nameFields(source) }),
  edges: (source) => [edgeTo('PART_OF', source.partOf), edgeTo('SPEAKS_FOR', source.speaksFor)],
}

export const ratingProjector: Projector<'rating'> = {
  node: (rating) => ({
    grade: rating.grade,
    from: rating.from,
    fromFrom: dateFields('from', rating.from).fromFrom,
    by: rating.by,
    why: rating.why,
  }),
  edges: (rating) => [edgeTo('RATES', rating.source)],
}

export const identityProjector: Projector<'identity'> = {
  node: ({ verdict, likelihood, by, why }) => ({ verdict, likelihood, by, why }),
  edges: (identity) => [edgeTo('JUDGES', identity.a, { side: 'a' }), edgeTo('JUDGES', identity.b, { side: 'b' })],
}
