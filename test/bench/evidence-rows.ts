// Generated evidence: organizations of given sizes, each piece with five links, written by the server itself. What a row
// holds follows from its number, so that every run measures the same rows.

import type postgres from 'postgres'

export interface Tenant {
  readonly id: string
  readonly evidence: number
}

/** Links of a piece of evidence. */
export const LINKS = 5

/** One control in so many is named by one piece of each organization and no other: that one adds something. */
const SPARED = 20

/** Tenants of these sizes until there are `evidence` pieces together; the last ones fill up in steps of 10,000. */
export function tenants(prefix: string, evidence: number, sizes: readonly number[]): Tenant[] {
  const all = sizes.map((size, i) => ({ id: `${prefix}-${i}-of-${size}`, evidence: size }))
  const filled = sizes.reduce((sum, size) => sum + size, 0)
  for (let left = evidence - filled, i = 0; left > 0; left -= 10_000, i++)
    all.push({ id: `${prefix}-other-${i}`, evidence: Math.min(10_000, left) })
  return all
}

/** A whole number below `below` that looks random, made of texts in SQL. */
const pick = (seed: string, below: string) => `mod(abs(hashtextextended(${seed}, 0)), ${below})`

/**
 * Accepted in seven of ten cases, a fifth of them over, a third of one of four scopes. Pieces speak of themes: the links
 * of one are neighbours, three of five prove.
 */
const evidenceOf = `
  insert into evidence (organization_id, id, status, title, type, scopes, collected_at, valid_until, owner, created_at)
  select $1, md5($1 || n)::uuid,
    case when ${pick('$1 || n', '10')} < 7 then 'ACCEPTED' else (array['DRAFT','SUBMITTED','REJECTED'])[1 + n % 3] end,
    'Piece ' || n, null,
    case ${pick(`'s' || n`, '12')} when 0 then '{paris}' when 1 then '{lyon}' when 2 then '{lille}' when 3 then '{metz}' else '{}' end::text[],
    current_date - ${pick(`'c' || n`, '700')}::int,
    case when n % 5 = 0 then current_date - 1 - ${pick(`'v' || n`, '300')}::int
      when n % 5 < 4 then current_date + ${pick(`'v' || n`, '700')}::int end,
    'owner ' || n % 50, now() - make_interval(secs => n)
  from generate_series(1, $2::int) n`

const linksOf = `
  insert into evidence_link (organization_id, control, evidence, role, note)
  select $1, c.id, md5($1 || n)::uuid, case when k < 3 then 'PROVES' else 'SUPPORTS' end, 'page ' || k
  from generate_series(1, $2::int) n, generate_series(0, ${LINKS - 1}) k
  join bench_control c on true
  where c.number = mod(${pick('$1 || n', '(select count(*) from bench_control)')} + k * 3, (select count(*) from bench_control))
  order by 2, 3`

const rareEvidence = `
  insert into evidence (organization_id, id, status, title, collected_at)
  values ($1, md5($1 || 'rare')::uuid, 'ACCEPTED', 'The one that nobody else doubles', current_date - 1)`

const rareLinks = `
  insert into evidence_link (organization_id, control, evidence, role)
  select $1, id, md5($1 || 'rare')::uuid, 'PROVES' from bench_spared order by md5(id) limit ${LINKS}`

/** Writes them: with the indexes that there are, and without asking foreign keys that hold by construction. */
export async function generate(sql: postgres.Sql, all: readonly Tenant[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local maintenance_work_mem = '1GB'`
    await tx`
      create temp table bench_control on commit drop as
      select row_number() over (order by position) - 1 number, id from (
        select id, position, row_number() over (order by position) place from control where kind = 'CONTROL'
      ) c where mod(place, ${SPARED}) > 0`
    await tx`
      create temp table bench_spared on commit drop as
      select id from control where kind = 'CONTROL' and id not in (select id from bench_control)`
    await tx`create index on bench_control (number)`
    await tx`analyze bench_control`
    for (const { id, evidence } of all) {
      await tx`insert into organization (id, name) values (${id}, ${id})`
      await tx.unsafe(evidenceOf, [id, evidence])
      await tx.unsafe(linksOf, [id, evidence])
      await tx.unsafe(rareEvidence, [id])
      await tx.unsafe(rareLinks, [id])
    }
  })
  await sql`vacuum analyze evidence, evidence_link, organization`
}
