// The graph in PostgreSQL, as favourably as it can be laid out: numbers for keys, the pairs that mappings reduce to and the
// rules they amount to worked out beforehand, and every lookup answered from an index alone.

import type postgres from 'postgres'
import { type Csr, keysOf } from '../../../src/domain/csr.ts'
import type { Graph } from '../../../src/domain/graph.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'

export const SCHEMA = 'engine_bench'

const DDL = `
  drop schema if exists ${SCHEMA} cascade;
  create schema ${SCHEMA};
  set search_path to ${SCHEMA};
  create unlogged table control (id int, framework int, parent int, subject int);
  create unlogged table edge (src int, dst int, dst_framework int, mask int, kind int, set int);
  create unlogged table none (control int, framework int, set int);
  create unlogged table premise (control int, rule int, size int, kind int, set int);
  create unlogged table conclusion (rule int, control int);`

const INDEXES = `
  create index on control (framework) include (id, subject);
  create unique index on control (id) include (framework, parent);
  create index on edge (src, dst_framework) include (dst, mask, kind, set);
  create index on edge (src, dst) include (kind, set) where mask = 16;
  create index on none (control, framework) include (set);
  create index on premise (control) include (rule, size, kind, set);
  create index on conclusion (rule) include (control);
  vacuum analyze control, edge, none, premise, conclusion`

const CHUNK = 100_000

async function fill(sql: postgres.Sql, table: string, columns: readonly ArrayLike<number>[]): Promise<void> {
  const places = columns.map((_, i) => `$${i + 1}::int[]`).join(', ')
  for (let at = 0; at < columns[0]!.length; at += CHUNK)
    await sql.unsafe(
      `insert into ${SCHEMA}.${table} select * from unnest(${places})`,
      columns.map((column) => Array.prototype.slice.call(column, at, at + CHUNK)),
    )
}

/** The tree says the same as rules, in every rationale kind. */
const EVERY_KIND = -1

function rules(graph: Graph) {
  const premise: number[][] = [[], [], [], [], []]
  const conclusion: number[][] = [[], []]
  let rule = 0
  const add = (premises: Iterable<number>, conclusions: Iterable<number>, kind: number, set: number) => {
    const from = [...premises]
    for (const control of from)
      for (const [i, value] of [control, rule, from.length, kind, set].entries()) premise[i]!.push(value)
    for (const control of conclusions) {
      conclusion[0]!.push(rule)
      conclusion[1]!.push(control)
    }
    rule++
  }
  const part = ({ start, list }: Csr, key: number) => list.subarray(start[key], start[key + 1])
  for (const [i, m] of graph.ruleMapping.entries()) {
    const [sources, targets] = [part(graph.sources, m), part(graph.targets, m)]
    const [from, to] = graph.ruleByTargets[i] === 1 ? [targets, sources] : [sources, targets]
    add(from, to, graph.kindOf[m]!, graph.setOf[m]!)
  }
  for (let control = 0; control < graph.controls; control++) {
    const children = part(graph.children, control)
    if (children.length === 0) continue
    if (graph.meetsChildren[control]) add([control], children, EVERY_KIND, EVERY_KIND)
    if (graph.metByChildren[control]) add(children, [control], EVERY_KIND, EVERY_KIND)
  }
  return { premise, conclusion }
}

export async function fillTables(sql: postgres.Sql, { graph, controls }: Snapshot): Promise<void> {
  await sql.unsafe(DDL)
  const { edges, edgeMask, edgeMapping, frameworkOf, setOf, kindOf, unmapped } = graph
  await fill(sql, 'control', [
    Int32Array.from(controls.keys()),
    frameworkOf,
    graph.parentOf,
    Int32Array.from(controls, (c) => Number(c.kind === 'CONTROL')),
  ])
  await fill(sql, 'edge', [
    keysOf(edges),
    edges.list,
    edges.list.map((c) => frameworkOf[c]!),
    edgeMask,
    edgeMapping.map((m) => kindOf[m]!),
    edgeMapping.map((m) => setOf[m]!),
  ])
  await fill(sql, 'none', [
    keysOf(unmapped),
    unmapped.list.map((u) => graph.unmappedFramework[u]!),
    unmapped.list.map((u) => graph.unmappedSet[u]!),
  ])
  const { premise, conclusion } = rules(graph)
  await fill(sql, 'premise', premise)
  await fill(sql, 'conclusion', conclusion)
  for (const statement of INDEXES.split(';')) await sql.unsafe(statement)
}
