/** Lets a button save a text as a file. */
export function setUpDownload(button: HTMLButtonElement, name: string, text: () => string): void {
  button.addEventListener('click', () => {
    const url = URL.createObjectURL(new Blob([text()], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // The browser has taken hold of it by the next turn.
    setTimeout(() => URL.revokeObjectURL(url), 0);
  });
}
