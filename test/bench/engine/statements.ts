// The questions in SQL: one statement each, set-based, prepared. They are given the same arguments as the engine, and their
// answers are compared with its own.

import { COMPOSED } from '../../../src/domain/relation.ts'

/** What is possible along two steps, for masks a and b at `composed[a * 32 + b + 1]`; planned as a constant. */
const COMPOSITION = `'{${COMPOSED.join()}}'::int[]`
const composed = (a: string, b: string) => `(${COMPOSITION})[${a} * 32 + ${b} + 1]`

/** An author excluded the pair: it shares nothing, or one of the two has no counterpart in the other's framework. */
const excluded = (src: string, srcFramework: string, dst: string, dstFramework: string, kind: string) => `(
  exists (select from none n where n.control = ${src} and n.framework = ${dstFramework} and n.set = any($sets))
  or exists (select from none n where n.control = ${dst} and n.framework = ${srcFramework} and n.set = any($sets))
  or exists (select from edge x where x.src = ${src} and x.dst = ${dst} and x.mask = 16 and x.kind = ${kind} and x.set = any($sets)))`

const walkable = (edge: string) => `${edge}.mask <> 16 and ${edge}.set = any($sets)`

export interface Statement {
  readonly text: string
  /** The names of its parameters, in the order of their numbers. */
  readonly names: readonly string[]
}

/** `$name` for parameters, of which each becomes a number. */
function statement(text: string, types: Readonly<Record<string, string>>): Statement {
  const names = Object.keys(types)
  const numbered = names.reduce(
    (sql, name, i) => sql.replaceAll(new RegExp(`\\$${name}\\b`, 'g'), () => `$${i + 1}::${types[name]}`),
    text,
  )
  return { text: numbered, names }
}

/**
 * All derived links within two hops: every walk of one or two mappings, composed, then intersected across walks, then what
 * was excluded outright. Rows: source, target, kind, mask.
 */
export const TWO_HOPS = statement(
  `
  with walk as (
    select a.src, a.dst, a.kind, a.mask
    from control s join edge a on a.src = s.id
    where s.framework = $from and a.dst_framework = $to and ${walkable('a')} and (a.mask <> 31 or $candidates)
    union all
    select a.src, b.dst, a.kind, ${composed('a.mask', 'b.mask')}
    from control s join edge a on a.src = s.id join edge b on b.src = a.dst and b.kind = a.kind
    where s.framework = $from and b.dst_framework = $to and ${walkable('a')} and ${walkable('b')}
      and (${composed('a.mask', 'b.mask')} <> 31 or $candidates)
  )
  select src, dst, kind, case when ${excluded('src', '$from', 'dst', '$to', 'kind')} then mask & 16 else mask end mask
  from (select src, dst, kind, bit_and(mask) mask from walk group by src, dst, kind) pair`,
  { from: 'int', to: 'int', sets: 'int[]', candidates: 'boolean' },
)

/**
 * Coverage: the verdict of every control of a framework, and of PARTIAL and CONTRADICTION the controls it rests on. As in
 * the engine: Horn inference to its end; masks along walks of up to three hops, intersected; whether some walk leads to
 * something held, from the control or a group above it, when nothing is certain; what was stated outright. Left out, to the
 * advantage of SQL: the proofs, and the check whether a FULL is disproved by a residual, which the engine works out too.
 *
 * Forward chaining carries all that is met as one array, since a recursive query may not aggregate over itself. The hops
 * are written out, since each then keeps no more than the next needs: the last only goes to what is held, or back.
 */
export const COVERAGE = statement(
  `
  with recursive met (kind, known) as (
    select kind, array(select id from control where framework = any($by)) from unnest($kinds) kind
    union all
    select met.kind, next.known
    from met, lateral (
      select array(
        select unnest(met.known)
        union
        select c.control
        from (
          select p.rule from unnest(met.known) k (control) join premise p on p.control = k.control
          where p.kind = -1 or (p.kind = met.kind and p.set = any($sets))
          group by p.rule, p.size having count(*) = p.size
        ) fired join conclusion c on c.rule = fired.rule
      ) known
    ) next
    where cardinality(next.known) > cardinality(met.known)
  ),
  subject as materialized (select id from control where framework = $of and subject = 1),
  full_by as materialized (
    select distinct control from (select unnest(known) control from met) m where control in (select id from subject)
  ),
  hop1 as materialized (
    select distinct s.id src, a.kind, a.dst, a.dst_framework, a.mask
    from subject s join edge a on a.src = s.id
    where a.kind = any($kinds) and ${walkable('a')} and a.mask <> 31
  ),
  hop2 as materialized (
    select distinct h.src, h.kind, a.dst, a.dst_framework, ${composed('h.mask', 'a.mask')} mask
    from hop1 h join edge a on a.src = h.dst and a.kind = h.kind
    where ${walkable('a')} and ${composed('h.mask', 'a.mask')} <> 31
  ),
  hop3 as (
    select h.src, h.kind, a.dst, a.dst_framework, ${composed('h.mask', 'a.mask')} mask
    from hop2 h join edge a on a.src = h.dst and a.kind = h.kind
    where ${walkable('a')} and ${composed('h.mask', 'a.mask')} <> 31
      and (a.dst_framework = any($by) or a.dst = h.src)
  ),
  walk as (
    select * from hop1 union all select * from hop2 union all select * from hop3
  ),
  pair as (
    select src, dst, case when dst = src then mask & 1
      when ${excluded('src', '$of', 'dst', 'dst_framework', 'kind')} then mask & 16 else mask end mask
    from (
      select src, kind, dst, dst_framework, bit_and(mask) mask
      from walk where dst_framework = any($by) or dst = src group by src, kind, dst, dst_framework
    ) intersected
  ),
  seen as materialized (
    select src, array_agg(distinct dst) filter (where mask = 0) clashing,
      array_agg(distinct dst) filter (where mask <> 0 and mask & 16 = 0 and dst <> src) certain
    from pair group by src
  ),
  open as materialized (
    select id from subject left join seen on src = id left join full_by on control = id
    where clashing is null and certain is null and control is null
  ),
  up (id, at) as (
    select id, id from open union select up.id, c.parent from up join control c on c.id = up.at where c.parent >= 0
  ),
  reach (id, kind, at, framework, hop) as (
    select up.id, kind, up.at, $of, 0 from up, unnest($kinds) kind
    union
    select r.id, r.kind, a.dst, a.dst_framework, r.hop + 1
    from reach r join edge a on a.src = r.at and a.kind = r.kind where r.hop < 3 and ${walkable('a')}
  ),
  possible as (
    select distinct id from reach
    where framework = any($by) and not ${excluded('id', '$of', 'at', 'framework', 'kind')}
  )
  select s.id control,
    case when seen.clashing is not null then 'CONTRADICTION' when f.control is not null then 'FULL'
      when seen.certain is not null then 'PARTIAL' when p.id is not null then 'POSSIBLE'
      when not exists (
        select from unnest($by) b where not exists (
          select from none n where n.control = s.id and n.framework = b and n.set = any($sets))
      ) then 'NONE' else 'UNKNOWN' end verdict,
    coalesce(seen.clashing, case when f.control is null then seen.certain end, '{}') rests_on
  from subject s left join seen on seen.src = s.id left join full_by f on f.control = s.id
    left join possible p on p.id = s.id
  order by s.id`,
  { of: 'int', by: 'int[]', sets: 'int[]', kinds: 'int[]' },
)
