import { isMap, parseDocument } from 'yaml';

/** Whether a file declares connections, or rules alone; by its keys, for it may be YAML or JSON. */
export function detectFileKind(text: string): 'connections' | 'rules' {
  const { contents } = parseDocument(text, { prettyErrors: false, stringKeys: true });
  return isMap(contents) && contents.has('connections') ? 'connections' : 'rules';
}
