import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Json, JsonObject } from '../../model/json.ts';
import type { SourceFile } from '../../ports/manifest-sources.ts';
import { findForeignText } from './foreign-text.ts';
import { isJsonText, readJsonScalar } from './json-scalar.ts';
import { readNode } from './read-node.ts';
import { readScalar } from './read-scalar.ts';
import type { SourcePlace, SourceProblem } from './source-problem.ts';
import { templateHint } from './templates.ts';

/** A document of a file, and where its objects begin. */
export interface SourceDocument {
  readonly value: Json;
  readonly place: SourcePlace;
  /** The place of an object within the document, or that of the document. */
  readonly placeOf: (value: Json) => SourcePlace;
}

export interface DocumentsRead {
  readonly documents: readonly SourceDocument[];
  readonly problems: readonly SourceProblem[];
}

/** Reads all documents of a file of YAML or JSON, as kubectl does; empty ones are left out. */
export function readDocuments(file: SourceFile): DocumentsRead {
  const lines = new LineCounter();
  const parsed = parse(file.text, lines);
  if (parsed === null) return { documents: [], problems: [tooDeep(file)] };
  const problems: SourceProblem[] = [];
  const readLeaf = isJsonText(file.text) ? readJsonScalar : readScalar;
  const documents = parsed.map((document, index): SourceDocument => {
    const number = parsed.length === 1 ? null : index + 1;
    const at = (offset: number): SourcePlace => ({
      ...{ file: file.name, document: number },
      line: lines.linePos(offset).line,
    });
    const refuse = (offset: number, message: string) =>
      problems.push({ ...at(offset), message, hint: templateHint(file.text) });
    return readDocument(document, { at, refuse, readScalar: readLeaf });
  });
  problems.push(...(problems.length === 0 ? findForeignText(file) : []));
  return { documents: documents.filter(({ value }) => value !== null), problems };
}

function parse(text: string, lineCounter: LineCounter): readonly Document[] | null {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      schema: 'failsafe',
      resolveKnownTags: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return 'empty' in documents ? [] : documents;
  } catch (error) {
    if (error instanceof RangeError) return null; // Its parser calls itself.
    throw error;
  }
}

function tooDeep({ name }: SourceFile): SourceProblem {
  return { file: name, line: 1, document: null, message: TOO_DEEP };
}

/** The library calls itself for what is nested. */
function explain(message: string): string {
  return message.startsWith('Maximum call stack') ? TOO_DEEP : `no YAML: ${message}`;
}

const TOO_DEEP = 'something in it is nested too deeply';

interface Reading {
  readonly at: (offset: number) => SourcePlace;
  readonly refuse: (offset: number, message: string) => void;
  readonly readScalar: typeof readScalar;
}

/** What follows the first error of a document says nothing more. */
function readDocument(document: Document, { at, refuse, readScalar }: Reading): SourceDocument {
  const [error] = document.errors;
  if (error !== undefined) refuse(error.pos[0], explain(error.message));
  const offsets = new Map<Json, number>();
  const onObject = (object: JsonObject, offset: number) => offsets.set(object, offset);
  const value =
    error === undefined
      ? readNode(document.contents, { document, refuse, onObject, readScalar })
      : null;
  const start = document.contents?.range?.[0] ?? document.range?.[0] ?? 0;
  return { value, place: at(start), placeOf: (part) => at(offsets.get(part) ?? start) };
}
