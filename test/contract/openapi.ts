import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { parse } from 'yaml';

/** Checks requests and answers against Xero's own OpenAPI documents; lists what breaks them. */
export interface XeroContract {
  /** Whether the documents have this call. */
  describes(method: string, path: string): boolean;
  /** `path` as sent, with its query; `body` parsed JSON, or undefined where there is none. */
  checkRequest(method: string, path: string, body?: unknown): string[];
  /** An answer that the document does not describe (401, 429, 500 …) breaks nothing. */
  checkAnswer(
    method: string,
    path: string,
    answer: { httpStatus: number; body: unknown },
  ): string[];
}

const FOLDER = new URL('../../../shared/xero-openapi/', import.meta.url);
const DOCUMENTS = [
  { file: 'xero_accounting.yaml', prefix: '/api.xro/2.0' },
  { file: 'xero-identity.yaml', prefix: '' },
];

/** Why the tests that use the contract are skipped where it is absent. */
export const CONTRACT_SKIPPED = "skipped: Xero's OpenAPI document is not beside the repository";

/** Undefined where the documents are absent. */
export function loadXeroContract(): XeroContract | undefined {
  if (DOCUMENTS.some(({ file }) => !existsSync(new URL(file, FOLDER)))) return undefined;
  const operations = DOCUMENTS.flatMap(({ file, prefix }) =>
    operationsOf(parse(readFileSync(new URL(file, FOLDER), 'utf8')) as OpenApi, prefix),
  );
  return {
    describes: (method, path) => findOperation(operations, method, path) !== undefined,
    checkRequest: (method, path, body) => checkRequest(operations, { method, path, body }),
    checkAnswer: (method, path, { httpStatus, body }) => {
      const operation = findOperation(operations, method, path);
      if (operation === undefined) return [`${method} ${path} is not in the document`];
      return validate(operation.answerValidator(httpStatus), body);
    },
  };
}

type Json = Record<string, unknown>;
interface OpenApi {
  paths: Record<string, Record<string, Json>>;
  components: Json & { schemas: Record<string, Json> };
}
interface Operation {
  method: string;
  pattern: RegExp;
  /** Fixed segments win over `{id}`. */
  fixedSegments: number;
  queryNames: string[];
  requestValidator: () => ValidateFunction | undefined;
  answerValidator: (httpStatus: number) => ValidateFunction | undefined;
}

function operationsOf(document: OpenApi, prefix: string): Operation[] {
  const compile = {
    request: compiler(document, closeObjects),
    answer: compiler(document, demandXeroDates),
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'put', 'post', 'delete'].includes(method))
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        pattern: patternOf(prefix + path),
        fixedSegments: path.split('/').filter((segment) => !segment.startsWith('{')).length,
        queryNames: queryNames(document, operation),
        requestValidator: () => compile.request(contentSchema(document, operation.requestBody)),
        answerValidator: (httpStatus: number) => {
          const responses = (operation.responses ?? {}) as Json;
          return compile.answer(contentSchema(document, responses[String(httpStatus)]));
        },
      })),
  );
}

function checkRequest(
  operations: Operation[],
  { method, path, body }: { method: string; path: string; body?: unknown },
): string[] {
  const operation = findOperation(operations, method, path);
  if (operation === undefined) return [`${method} ${path} is not in the document`];
  const query = new URL(path, 'http://xero').searchParams;
  const unknownNames = [...query.keys()]
    .filter((name) => !operation.queryNames.includes(name))
    .map((name) => `query parameter ${name} is not in the document`);
  if (body === undefined) return unknownNames;
  return [...unknownNames, ...validate(operation.requestValidator(), body)];
}

/** Xero's clients and servers do not mind the case of a path; neither does the pattern. */
function patternOf(path: string): RegExp {
  const escaped = path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${escaped}$`, 'i');
}

function findOperation(
  operations: Operation[],
  method: string,
  path: string,
): Operation | undefined {
  const { pathname } = new URL(path, 'http://xero');
  return operations
    .filter((operation) => operation.method === method && operation.pattern.test(pathname))
    .sort((first, second) => second.fixedSegments - first.fixedSegments)[0];
}

function queryNames(document: OpenApi, operation: Json): string[] {
  const parameters = (operation.parameters ?? []) as Json[];
  return parameters
    .map((parameter) => resolve(document, parameter))
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => String(parameter.name));
}

function contentSchema(document: OpenApi, holder: unknown): AnySchema | undefined {
  if (holder === undefined) return undefined;
  const content = resolve(document, holder as Json).content as Record<string, Json> | undefined;
  return content?.['application/json']?.schema as AnySchema | undefined;
}

function resolve(document: OpenApi, holder: Json): Json {
  if (typeof holder.$ref !== 'string') return holder;
  const steps = holder.$ref.slice(2).split('/');
  return steps.reduce<Json>((at, step) => at[step] as Json, document as unknown as Json);
}

/** Compiles each schema once, on first use, with its references kept inside one Ajv. */
function compiler(document: OpenApi, adapt: (schema: Json) => Json) {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormatsModule.default(ajv);
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/);
  ajv.addSchema(mapSchemas({ components: document.components }, adapt) as AnySchema, 'xero');
  const compiled = new Map<unknown, ValidateFunction>();
  return (schema: AnySchema | undefined): ValidateFunction | undefined => {
    if (schema === undefined) return undefined;
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    const absolute = mapSchemas(schema, (node) =>
      typeof node.$ref === 'string' ? { ...node, $ref: `xero${node.$ref}` } : node,
    );
    const validator = ajv.compile(absolute as AnySchema);
    compiled.set(schema, validator);
    return validator;
  };
}

function mapSchemas(node: unknown, adapt: (schema: Json) => Json): unknown {
  if (Array.isArray(node)) return node.map((item) => mapSchemas(item, adapt));
  if (typeof node !== 'object' || node === null || node instanceof Date) return node;
  const mapped = Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'example' && key !== 'examples')
      .map(([key, value]) => [key, mapSchemas(value, adapt)]),
  );
  return adapt(mapped);
}

/** A misspelt name in a request would be dropped by Xero without a word. */
function closeObjects(schema: Json): Json {
  const isObject =
    typeof schema.properties === 'object' && schema.additionalProperties === undefined;
  return isObject ? { ...schema, additionalProperties: false } : schema;
}

/** Dates in answers have Xero's own shape, which the document names by an extension. */
function demandXeroDates(schema: Json): Json {
  const isDate = schema['x-is-msdate'] === true || schema['x-is-msdate-time'] === true;
  return isDate ? { ...schema, pattern: '^/Date\\(-?\\d+([+-]\\d{4})?\\)/$' } : schema;
}

function validate(validator: ValidateFunction | undefined, body: unknown): string[] {
  if (validator === undefined || validator(body)) return [];
  return (validator.errors ?? []).map(
    ({ instancePath, message, params }: ErrorObject) =>
      `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
