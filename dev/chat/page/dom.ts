// Builds DOM without HTML strings: what others wrote only ever becomes text.

type Child = Node | string | number | false | null | undefined;
type Handler = (event: never) => unknown;
type Value = string | number | boolean | null | undefined | Handler;

/**
 * Makes an element. Properties that begin with `on` are listeners; `true` sets an empty attribute; false, null and
 * undefined leave it away; everything else becomes an attribute.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...solid(children));
  return element;
}

function setProperty(element: HTMLElement, name: string, value: Value): void {
  if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
  else if (value === true) element.setAttribute(name, '');
  else if (value !== false && value !== null && value !== undefined)
    element.setAttribute(name, String(value));
}

/** Replaces all children. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...solid(children));
}

function solid(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) =>
    child === false || child === null || child === undefined
      ? []
      : typeof child === 'number'
        ? String(child)
        : child,
  );
}

const SVG = 'http://www.w3.org/2000/svg';

/** A decorative icon of 20×20 from the path data of its strokes. */
export function icon(...paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 20 20',
    class: 'icon',
    'aria-hidden': 'true',
  })) {
    svg.setAttribute(name, value);
  }
  for (const data of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', data);
    svg.append(path);
  }
  return svg;
}

/** One child of a list that is kept in step: the same key and version keep the node that is there. */
export interface Keyed {
  readonly key: string;
  /** Compared by identity, each part by itself. */
  readonly version: readonly unknown[];
  readonly make: () => HTMLElement;
}

const versions = new WeakMap<HTMLElement, readonly unknown[]>();

/** Brings the children of an element in step with a list, keeping nodes, their state and the focus where it can. */
export function reconcile(parent: HTMLElement, list: readonly Keyed[]): void {
  const focused = document.activeElement;
  const old = new Map(
    [...parent.children].map((child) => [(child as HTMLElement).dataset['key'], child as HTMLElement]),
  );
  const nodes = list.map(({ key, version, make }) => {
    const kept = old.get(key);
    const keptVersion = kept && versions.get(kept);
    if (kept && keptVersion && isSame(keptVersion, version)) return kept;
    const made = make();
    made.dataset['key'] = key;
    versions.set(made, version);
    return made;
  });
  const wanted = new Set(nodes);
  for (const child of old.values()) if (!wanted.has(child)) replaceOrRemove(child, nodes);
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

/** A node of a new version takes the place of the old one, and the focus with it. */
function replaceOrRemove(child: HTMLElement, nodes: readonly HTMLElement[]): void {
  const successor = nodes.find((node) => node.dataset['key'] === child.dataset['key']);
  if (!successor) {
    child.remove();
    return;
  }
  const focusKey = (document.activeElement as HTMLElement | null)?.dataset['focus'];
  const hadFocus = child.contains(document.activeElement);
  child.replaceWith(successor);
  if (hadFocus && focusKey)
    successor.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focusKey)}"]`)?.focus();
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => Object.is(part, b[index]));
}
