/** The element with this id. @throws Error if the page lacks it, which is a fault of the page's maker */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element;
}

export function selectById(id: string): HTMLSelectElement {
  const element = byId(id);
  if (!(element instanceof HTMLSelectElement)) throw new Error(`${id} is no select element`);
  return element;
}

export function inputById(id: string): HTMLInputElement {
  const element = byId(id);
  if (!(element instanceof HTMLInputElement)) throw new Error(`${id} is no input element`);
  return element;
}

export function buttonById(id: string): HTMLButtonElement {
  const element = byId(id);
  if (!(element instanceof HTMLButtonElement)) throw new Error(`${id} is no button`);
  return element;
}

/** A new element. Text stays text: nothing in it becomes markup. */
export function make(name: string, text = '', className = ''): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}

/** Names and values, as a table of two columns. */
export function factTable(
  title: string,
  facts: readonly (readonly [name: string, value: string])[],
): HTMLElement {
  const box = make('div', '', 'tip');
  box.append(make('strong', title));
  const list = make('dl');
  for (const [name, value] of facts) list.append(make('dt', name), make('dd', value));
  box.append(list);
  return box;
}
