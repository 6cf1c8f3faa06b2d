/** Saves something as a file of this name. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Lets a button save a text as a file. */
export function setUpDownload(button: HTMLButtonElement, name: string, text: () => string): void {
  button.addEventListener('click', () => saveFile(name, new Blob([text()], { type: 'application/json' })));
}
