/** A gate that holds everybody until it is opened, and lets everybody through from then on. */
export class Latch {
  #open: () => void = () => {};
  readonly opened: Promise<void> = new Promise((resolve) => {
    this.#open = resolve;
  });

  open(): void {
    this.#open();
  }
}
