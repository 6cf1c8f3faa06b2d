import { type Phase, PHASES } from '../../report/picture/model.ts';
import type { RowOrder } from './lanes.ts';
import { onToggle } from '../charts/toggles.ts';

/** Phases in which a request is not in the slot that its last attempt had. */
const OUTSIDE_ITS_SLOT: ReadonlySet<Phase> = new Set<Phase>(['earlier', 'queued']);

/** The buttons that show and hide phases. Which are shown at first, the page says. */
export class PhaseToggles {
  readonly #group: HTMLElement;
  readonly #hidden: ReadonlySet<Phase>;

  /** @param changed called after each change of `hidden` */
  constructor(group: HTMLElement, changed: () => void) {
    this.#group = group;
    const hidden = new Set(
      PHASES.filter((phase) => this.#button(phase)?.getAttribute('aria-pressed') === 'false'),
    );
    this.#hidden = hidden;
    onToggle(group, (button, isOn) => {
      const phase = PHASES.find((each) => each === button.dataset['phase']);
      if (!phase) return;
      if (isOn) hidden.delete(phase);
      else hidden.add(phase);
      changed();
    });
  }

  /** Offers the phases that have a place in rows of this kind. */
  offerFor(order: RowOrder): void {
    for (const phase of OUTSIDE_ITS_SLOT) {
      const button = this.#button(phase);
      if (button) button.disabled = order === 'slot';
    }
  }

  /** The phases that are not drawn in rows of this kind. */
  hiddenIn(order: RowOrder): ReadonlySet<Phase> {
    return order === 'slot' ? new Set([...this.#hidden, ...OUTSIDE_ITS_SLOT]) : this.#hidden;
  }

  /** The phases that are. */
  shownIn(order: RowOrder): readonly Phase[] {
    const hidden = this.hiddenIn(order);
    return PHASES.filter((phase) => !hidden.has(phase));
  }

  #button(phase: Phase): HTMLButtonElement | null {
    return this.#group.querySelector<HTMLButtonElement>(`[data-phase="${phase}"]`);
  }
}
