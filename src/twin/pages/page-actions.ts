import type { FastifyInstance } from 'fastify';
import type { Control } from '../control/control.ts';
import { CONTROLS, performControl } from '../control/perform.ts';
import type { Databases } from '../database/databases.ts';
import { readForm } from '../wire/bodies.ts';
import { sendAnswer } from '../wire/send-answer.ts';
import { FORMS } from './forms.ts';
import { html } from './html.ts';
import { pageAnswer } from './layout.ts';

/** What the forms of the pages do: each does what one control does, then goes back to its page. */
export function pageActions(server: FastifyInstance, databases: Databases): void {
  for (const { back, bodyOf, control, path } of FORMS) {
    const found = controlAt(control);
    server.post(`/pages${path}`, (request, reply) => {
      const params = request.params as Record<string, string>;
      const page = `/pages${back}`.replace(':tenantId', params.tenantId ?? '');
      const bodyText = JSON.stringify(bodyOf?.(readForm(request)) ?? {});
      const performed = performControl(databases, found, { params, bodyText });
      if (performed.ok) return reply.redirect(page, 303);
      const body = html`<p role="alert">${performed.complaint}</p><p><a href="${page}">Back</a></p>`;
      return sendAnswer(reply, pageAnswer(400, { title: 'Not done', at: page, body }));
    });
  }
}

function controlAt([method, path]: readonly [Control['method'], string]): Control {
  const found = CONTROLS.find((control) => control.method === method && control.path === path);
  if (found === undefined) throw new Error(`There is no control ${method} ${path}.`);
  return found;
}
