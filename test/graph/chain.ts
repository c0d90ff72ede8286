/** The founding story in small: seven links, one image, one unnamed official, a denial. */
export const CHAIN = `
actors:
  - { id: actor/dprk, kind: STATE, name: North Korea, names: [DPRK] }
  - { id: actor/russia, kind: STATE, name: Russia }
sites:
  - { id: site/tumangang, kind: RAIL_STATION, name: Tumangang, country: actor/dprk, location: { lat: 42.41, lon: 130.6 } }
questions:
  - { id: question/cargo, text: What did the railcars carry? }
sources:
  - { id: source/planet, kind: IMAGERY_PROVIDER, name: Planet }
  - { id: source/csis, kind: THINK_TANK, name: CSIS, ratings: [{ grade: B, by: us }] }
  - { id: source/beyond-parallel, kind: THINK_TANK, name: Beyond Parallel, partOf: source/csis }
  - { id: source/cbs, kind: BROADCASTER, name: CBS }
  - { id: source/official, kind: UNNAMED_OFFICIAL, name: A US official }
  - { id: source/yonhap, kind: NEWS_AGENCY, name: Yonhap }
  - { id: source/tass, kind: STATE_MEDIA, name: TASS, speaksFor: actor/russia }
documents:
  - { id: doc/image, kind: IMAGE, title: An image, source: source/planet, published: 2023-10-05, lineage: ORIGINAL }
  - { id: doc/official, kind: STATEMENT, title: Said to CBS, source: source/official, published: 2023-10-05, lineage: ORIGINAL }
  - { id: doc/cbs, kind: BROADCAST, title: CBS report, source: source/cbs, published: 2023-10-05, lineage: COMPLETE,
      derivesFrom: [{ document: doc/official, kind: QUOTES }] }
  - { id: doc/report, kind: REPORT, title: Border traffic, source: source/beyond-parallel, published: 2023-10-06, lineage: COMPLETE,
      derivesFrom: [{ document: doc/image, kind: ANALYSES_IMAGERY }, { document: doc/cbs, kind: CITES, claims: [claim/arms] }] }
  - { id: doc/yonhap, kind: ARTICLE, title: Yonhap article, source: source/yonhap, published: 2023-10-07, lineage: COMPLETE,
      derivesFrom: [{ document: doc/report, kind: REPEATS }] }
  - { id: doc/denial, kind: STATEMENT, title: A denial, source: source/tass, published: 2023-10-10, lineage: ORIGINAL }
observations:
  - { id: obs/railcars, measure: freight railcars, value: 73, method: COUNTED, window: 2023-10-05, site: site/tumangang, document: doc/report }
claims:
  - id: claim/arms
    kind: ARMS_TRANSFER
    statement: North Korea sent arms by rail
    question: question/cargo
    involves: [{ entity: actor/dprk, role: SUPPLIER }, { entity: actor/russia, role: RECIPIENT }]
    evidence:
      - { item: doc/yonhap, stance: SUPPORTS }
      - { item: doc/report, stance: SUPPORTS }
      - { item: obs/railcars, stance: LIMITS }
      - { item: doc/denial, stance: REFUTES }
  - id: claim/traffic
    kind: MOVEMENT
    statement: Rail traffic grew
    evidence:
      - { item: obs/railcars, stance: SUPPORTS }
`
