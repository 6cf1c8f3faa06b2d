/**
 * A record that is still being filled in, field by field: where that happens for each URL, spreading optional parts
 * together costs several times as much.
 */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
