/** What to do with a file that is a template of Helm, where it looks like one. */
export function templateHint(text: string): string | undefined {
  return isTemplateText(text) ? RENDER_CHART : undefined;
}

/** Whether a text holds what templates of Go do; manifests may, too, as text for others to fill in. */
export function isTemplateText(text: string): boolean {
  return /\{\{-?\s*\S/.test(text);
}

export const RENDER_CHART =
  'This looks like a template of Helm. Render the chart first: helm template NAME CHART | kubernixos import -';

export const RENDER_KUSTOMIZATION = 'Render it first: kubectl kustomize DIR | kubernixos import -';
