import { parseAst } from 'vitest/node';
import type { SourceFile } from './source-files.ts';

/** How one file reaches another module. */
export interface ImportUse {
  readonly line: number;
  /** As written; undefined where the text is computed. */
  readonly specifier: string | undefined;
  /** `url` is `new URL('./x.ts', import.meta.url)`, the way to name a worker. */
  readonly kind: 'value' | 'type' | 'dynamic' | 'url';
  /** The names taken; empty where the whole module is taken. */
  readonly names: readonly string[];
}

export interface FunctionUse {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
  /** Deepest nesting of if, for, while, switch and try. */
  readonly depth: number;
}

/** A use of a name that the language or the runtime gives to every file. */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

export interface ExportUse {
  readonly name: string;
  readonly line: number;
  readonly hasDocComment: boolean;
  readonly isType: boolean;
}

export interface Syntax {
  /** What the parser says where the text is no TypeScript; then all the rest is empty. */
  readonly fault: string | undefined;
  readonly imports: readonly ImportUse[];
  readonly functions: readonly FunctionUse[];
  readonly names: readonly GlobalUse[];
  readonly exports: readonly ExportUse[];
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const parsed = new WeakMap<SourceFile, Syntax>();

/** What the checks need to know of a file, from its syntax tree; each file is parsed once. */
export function syntaxOf(file: SourceFile): Syntax {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const syntax = parseOrFault(file);
  parsed.set(file, syntax);
  return syntax;
}

function parseOrFault(file: SourceFile): Syntax {
  try {
    return parse(file);
  } catch (error) {
    const fault = error instanceof Error ? error.message.trim() : String(error);
    return { fault, imports: [], functions: [], names: [], exports: [] };
  }
}

function parse(file: SourceFile): Syntax {
  const lang = file.path.endsWith('x') ? 'tsx' : 'ts';
  const tree = parseAst(file.text, { lang, astType: 'ts' }, file.path) as unknown as SyntaxNode;
  const lineOf = lineCounter(file.text);
  const imports: ImportUse[] = [];
  const functions: FunctionUse[] = [];
  const names: GlobalUse[] = [];
  visit(tree, undefined, (node, parent) => {
    const line = lineOf(node.start);
    const use = importUse(node);
    if (use !== undefined) imports.push({ ...use, line });
    if (isFunction(node)) functions.push(functionUse(node, parent, lineOf));
    const name = globalName(node, parent);
    if (name !== undefined) names.push({ name, line });
  });
  const exports = exportUses(tree, file.text, lineOf);
  return { fault: undefined, imports, functions, names, exports };
}

function visit(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  look: (node: SyntaxNode, parent: SyntaxNode | undefined) => void,
): void {
  look(node, parent);
  for (const child of childrenOf(node)) visit(child, node, look);
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const after = starts.findIndex((start) => start > offset);
    return after === -1 ? starts.length : after;
  };
}

function importUse(node: SyntaxNode): Omit<ImportUse, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { ...staticUse(node, node.importKind), names: importedNames(node) };
    case 'ExportNamedDeclaration':
      return isNode(node.source) ? staticUse(node, node.exportKind) : undefined;
    case 'ExportAllDeclaration':
      return staticUse(node, node.exportKind);
    case 'TSImportType':
      return staticUse(node, 'type');
    case 'ImportExpression':
      return { specifier: textOf(node.source), kind: 'dynamic', names: [] };
    case 'NewExpression':
      return urlUse(node);
    default:
      return undefined;
  }
}

function staticUse(node: SyntaxNode, kind: unknown): Omit<ImportUse, 'line'> {
  return { specifier: textOf(node.source), kind: kind === 'type' ? 'type' : 'value', names: [] };
}

function importedNames(node: SyntaxNode): string[] {
  const specifiers = node.specifiers as readonly SyntaxNode[];
  return specifiers.map((specifier) => nameOf(specifier.imported) ?? '*');
}

function urlUse(node: SyntaxNode): Omit<ImportUse, 'line'> | undefined {
  const [path] = node.arguments as readonly SyntaxNode[];
  const specifier = textOf(path);
  if (nameOf(node.callee) !== 'URL' || !/^\..*\.tsx?$/.test(specifier ?? '')) return undefined;
  return { specifier, kind: 'url', names: [] };
}

function isFunction(node: SyntaxNode): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

function functionUse(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  lineOf: (offset: number) => number,
): FunctionUse {
  const line = lineOf(node.start);
  const parameters = (node.params as readonly SyntaxNode[]).filter(
    (parameter) => nameOf(parameter) !== 'this',
  );
  return {
    name: nameOf(node.id) ?? nameOf(parent?.key) ?? nameOf(parent?.id) ?? 'a function',
    line,
    lines: lineOf(node.end) - line + 1,
    parameters: parameters.length,
    depth: isNode(node.body) ? depthOf(node.body, 0) : 0,
  };
}

const NESTING = new Set([
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'TryStatement',
]);

function depthOf(node: SyntaxNode, depth: number): number {
  const depths = childrenOf(node).map((child) => {
    if (isFunction(child)) return 0;
    const isElseIf = node.type === 'IfStatement' && child === node.alternate;
    return depthOf(child, NESTING.has(child.type) && !isElseIf ? depth + 1 : depth);
  });
  return Math.max(depth, ...depths);
}

function globalName(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  if (node.type === 'MemberExpression' && nameOf(node.object) === 'Math') {
    return `Math.${nameOf(node.property) ?? '?'}`;
  }
  const name = nameOf(node);
  if (name === undefined || parent === undefined) return undefined;
  const isNamed = parent.property === node || parent.key === node;
  return isNamed && parent.computed !== true && parent.shorthand !== true ? undefined : name;
}

function exportUses(
  tree: SyntaxNode,
  text: string,
  lineOf: (offset: number) => number,
): ExportUse[] {
  const uses: ExportUse[] = [];
  let end = 0;
  for (const statement of tree.body as readonly SyntaxNode[]) {
    const gap = text.slice(end, statement.start);
    end = statement.end;
    const declared = statement.declaration;
    if (statement.type !== 'ExportNamedDeclaration' || !isNode(declared)) continue;
    const hasDocComment = followsDocComment(gap, uses.at(-1)) || isDerivedType(declared);
    const [first = declared] = (declared.declarations ?? []) as readonly SyntaxNode[];
    const name = nameOf(first.id) ?? '?';
    const isType = /^TS(?:TypeAlias|Interface)Declaration$/.test(declared.type);
    uses.push({ name, line: lineOf(statement.start), hasDocComment, isType });
  }
  return uses;
}

/** Exports that stand together without an empty line share the comment of the first. */
function followsDocComment(gap: string, previous: ExportUse | undefined): boolean {
  const lead = gap.trimEnd();
  if (lead.endsWith('*/')) return lead.slice(lead.lastIndexOf('/*')).startsWith('/**');
  return previous?.hasDocComment === true && !/\n\s*\n/.test(gap);
}

/** `type X = z.infer<typeof xSchema>`: the value it comes from says what it means. */
function isDerivedType(declared: SyntaxNode): boolean {
  return declared.type === 'TSTypeAliasDeclaration' && contains(declared, 'TSTypeQuery');
}

function contains(node: SyntaxNode, type: string): boolean {
  return node.type === type || childrenOf(node).some((child) => contains(child, type));
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' ? String(node.name) : undefined;
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === 'string' ? node.value : undefined;
}
