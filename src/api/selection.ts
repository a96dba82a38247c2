// What an operation asks for below a field, so that it can be read along with the field itself.

import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'

type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>

/** The fields of a name, those of fragments too; whatever their conditions, since reading too much is no mistake. */
function* fieldsNamed(
  name: string,
  set: SelectionSetNode | undefined,
  fragments: Selected['fragments'],
): Generator<FieldNode> {
  for (const selection of set?.selections ?? [])
    if (selection.kind !== Kind.FIELD) {
      const { selectionSet } =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value]! : selection
      yield* fieldsNamed(name, selectionSet, fragments)
    } else if (selection.name.value === name) yield selection
}

/** Whether the path of field names leads somewhere from the field that is being resolved. */
export function isSelected({ fieldNodes, fragments }: Selected, path: readonly string[]): boolean {
  let at = fieldNodes
  for (const name of path)
    at = at.flatMap(({ selectionSet }) => [...fieldsNamed(name, selectionSet, fragments)])
  return at.length > 0
}
