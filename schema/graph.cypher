// Constraints and indexes of the projected graph, safe to run again. A constraint comes before the index on the same key:
// Grafeo needs the index for its lookups, Neo4j has it from the constraint already.

CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE INDEX record_id_index IF NOT EXISTS FOR (n:Record) ON (n.id);
CREATE CONSTRAINT import_number IF NOT EXISTS FOR (n:Import) REQUIRE n.number IS UNIQUE;
CREATE INDEX import_number_index IF NOT EXISTS FOR (n:Import) ON (n.number);
CREATE CONSTRAINT snapshot_sha256 IF NOT EXISTS FOR (n:Snapshot) REQUIRE n.sha256 IS UNIQUE;
CREATE INDEX snapshot_sha256_index IF NOT EXISTS FOR (n:Snapshot) ON (n.sha256);
CREATE INDEX assessment_claim_index IF NOT EXISTS FOR (n:Assessment) ON (n.claim);
CREATE INDEX assessment_standing_index IF NOT EXISTS FOR (n:Assessment) ON (n.standing);

// Orders of the sorted lists. Grafeo has no range index and passes these over. Statements and questions have none: prose can be longer
// than the 8 kB that Neo4j can index, and an import with such a text would fail.
CREATE RANGE INDEX actor_name_order IF NOT EXISTS FOR (n:Actor) ON (n.sortName);
CREATE RANGE INDEX site_name_order IF NOT EXISTS FOR (n:Site) ON (n.sortName);
CREATE RANGE INDEX summit_name_order IF NOT EXISTS FOR (n:Summit) ON (n.sortName);
CREATE RANGE INDEX summit_date_order IF NOT EXISTS FOR (n:Summit) ON (n.dateFrom);
CREATE RANGE INDEX resolution_name_order IF NOT EXISTS FOR (n:Resolution) ON (n.sortName);
CREATE RANGE INDEX resolution_date_order IF NOT EXISTS FOR (n:Resolution) ON (n.adoptedFrom);
CREATE RANGE INDEX source_name_order IF NOT EXISTS FOR (n:Source) ON (n.sortName);
CREATE RANGE INDEX document_title_order IF NOT EXISTS FOR (n:Document) ON (n.sortTitle);
CREATE RANGE INDEX document_date_order IF NOT EXISTS FOR (n:Document) ON (n.publishedFrom);
CREATE RANGE INDEX observation_date_order IF NOT EXISTS FOR (n:Observation) ON (n.windowFrom);
CREATE RANGE INDEX claim_date_order IF NOT EXISTS FOR (n:Claim) ON (n.whenFrom);
