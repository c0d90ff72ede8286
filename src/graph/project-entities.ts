import type { RecordOf } from '../domain/records.js'
import { dateFields, edgeTo, nameFields, type Parts } from './projection.js'

export function projectActor(actor: RecordOf<'actor'>): Parts {
  return {
    fields: {
      kind: actor.kind,
      ...nameFields(actor),
      positions: actor.positions.map(({ title, at, from, to }) =>
        JSON.stringify([title, at ?? null, from ?? null, to ?? null]),
      ),
    },
    edges: [
      edgeTo('PART_OF', actor.partOf),
      ...actor.positions.map(({ at }, position) => edgeTo('HOLDS', at, { position })),
    ],
  }
}

export function projectSite(site: RecordOf<'site'>): Parts {
  return {
    fields: {
      kind: site.kind,
      ...nameFields(site),
      lat: site.location?.lat,
      lon: site.location?.lon,
      precisionMeters: site.location?.precisionMeters,
    },
    edges: [edgeTo('IN', site.country), edgeTo('WITHIN', site.within)],
  }
}

export function projectSummit(summit: RecordOf<'summit'>): Parts {
  return {
    fields: { kind: summit.kind, ...nameFields(summit), ...dateFields('date', summit.date) },
    edges: [
      edgeTo('HELD_AT', summit.site),
      ...summit.participants.map(({ actor, role }, position) => ({
        type: 'TOOK_PART' as const,
        from: actor,
        fields: { role, position },
      })),
    ],
  }
}

export function projectResolution(resolution: RecordOf<'resolution'>): Parts {
  return {
    fields: {
      ...nameFields(resolution),
      symbol: resolution.symbol,
      status: resolution.status,
      ...dateFields('adopted', resolution.adopted),
      meeting: resolution.meeting,
      subject: resolution.subject,
      chapterVII: resolution.chapterVII,
    },
    edges: resolution.votes.map(({ actor, position }) => ({
      type: 'VOTED' as const,
      from: actor,
      fields: { position },
    })),
  }
}

export function projectProvision(provision: RecordOf<'provision'>): Parts {
  return {
    fields: { ...nameFields(provision), paragraph: provision.paragraph, summary: provision.summary },
    edges: [{ type: 'CONTAINS', from: provision.resolution }],
  }
}

export function projectSource(source: RecordOf<'source'>): Parts {
  return {
    fields: { kind: source.kind, ...nameFields(source) },
    edges: [edgeTo('PART_OF', source.partOf), edgeTo('SPEAKS_FOR', source.speaksFor)],
  }
}

export function projectRating(rating: RecordOf<'rating'>): Parts {
  return {
    fields: {
      grade: rating.grade,
      from: rating.from,
      fromFrom: dateFields('from', rating.from).fromFrom,
      by: rating.by,
      why: rating.why,
    },
    edges: [edgeTo('RATES', rating.source)],
  }
}

export function projectIdentity(identity: RecordOf<'identity'>): Parts {
  return {
    fields: { verdict: identity.verdict, likelihood: identity.likelihood, by: identity.by, why: identity.why },
    edges: [edgeTo('JUDGES', identity.a, { side: 'a' }), edgeTo('JUDGES', identity.b, { side: 'b' })],
  }
}
