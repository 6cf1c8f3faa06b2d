/** A place in a `LinkedList`. It is made once and moves in and out of lists without further allocation. */
export class Link<T> {
  readonly value: T;
  list: LinkedList<T> | undefined;
  before: Link<T> | undefined;
  after: Link<T> | undefined;

  constructor(value: T) {
    this.value = value;
  }
}

/** A doubly linked list in which any member leaves in constant time. */
export class LinkedList<T> {
  first: Link<T> | undefined;
  last: Link<T> | undefined;

  append(link: Link<T>): void {
    link.list = this;
    link.before = this.last;
    if (this.last) this.last.after = link;
    else this.first = link;
    this.last = link;
  }

  prepend(link: Link<T>): void {
    link.list = this;
    link.after = this.first;
    if (this.first) this.first.before = link;
    else this.last = link;
    this.first = link;
  }

  /** Does nothing if the link is not in this list. */
  remove(link: Link<T>): void {
    if (link.list !== this) return;
    if (link.before) link.before.after = link.after;
    else this.first = link.after;
    if (link.after) link.after.before = link.before;
    else this.last = link.before;
    link.list = undefined;
    link.before = undefined;
    link.after = undefined;
  }
}
