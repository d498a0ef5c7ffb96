/** A source of numbers that depend on a seed and a label only, so that one list can grow without moving another. */
export interface Dice {
  /** At least 0, below 1. */
  next(): number;
  /** From low to high, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<A>(items: readonly [A, ...A[]]): A;
  /** So many characters out of an alphabet. */
  text(length: number, alphabet?: string): string;
  /** A version 4 UUID in lower case. */
  uuid(): string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const HEX = '0123456789abcdef';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** 32 bits out of any parts; integer arithmetic only, so that every machine agrees. */
export function hash(...parts: readonly (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let at = 0; at < text.length; at += 1) {
      state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
    }
    state = Math.imul(state ^ 0x1f, 0x01000193);
  }
  return mix(state);
}

/** 32 bits out of two numbers: the cheap form for hot loops. */
export function hash2(a: number, b: number): number {
  return mix(Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35));
}

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Four characters out of the four bytes of a number: one throw for four characters. */
function four(bits: number, alphabet: string): string {
  const at = (shift: number): string => alphabet.charAt((((bits >>> shift) & 0xff) * alphabet.length) >>> 8);
  return at(0) + at(8) + at(16) + at(24);
}

/** Dice for one label under a seed. */
export function diceOf(...parts: readonly (string | number)[]): Dice {
  let state = hash(...parts);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const text = (length: number, alphabet = LETTERS): string => {
    let made = '';
    while (made.length < length) made += four(Math.floor(next() * 4294967296), alphabet);
    return made.slice(0, length);
  };
  return {
    next,
    int,
    text,
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    uuid: () => {
      const hex = text(30, HEX);
      const variant = text(1, '89ab');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18)}`;
    },
  };
}
