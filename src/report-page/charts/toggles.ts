/** Makes the buttons of a group switch what they name; each tells of its state by `aria-pressed`. */
export function onToggle(group: HTMLElement, toggled: (button: HTMLElement, isOn: boolean) => void): void {
  group.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button) return;
    const isOn = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isOn));
    toggled(button, isOn);
  });
}
