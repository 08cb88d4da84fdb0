import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { keyboardOn } from './keyboard.ts';

/** A keyboard at a terminal or a pipe, and whatever is shown. */
function open(isTerminal: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY: isTerminal });
  const shown: string[] = [];
  const showing = new PassThrough();
  showing.on('data', (text) => shown.push(String(text)));
  const keyboard = keyboardOn(input, showing);
  return { input, keyboard, shown: () => shown.join('') };
}

describe('a pipe', () => {
  it('gives line after line without prompts, and then its end', async () => {
    const { input, keyboard, shown } = open(false);
    input.end(' first \nsecond\r\n\nlast');
    expect(await keyboard.line('? ')).toBe('first');
    expect(await keyboard.line('? ', { isHidden: true })).toBe('second');
    expect(await keyboard.line('? ')).toBe('');
    expect(await keyboard.line('? ')).toBe('last');
    expect(await keyboard.line('? ')).toBeUndefined();
    expect(await keyboard.page('? ')).toBeUndefined();
    expect(shown()).toBe('');
  });

  it('gives a page as one text, and what comes later as another', async () => {
    const { input, keyboard } = open(false);
    input.write('Sorry, something went wrong\n\nError code: 500\n');
    expect(await keyboard.page('> ')).toBe('Sorry, something went wrong\n\nError code: 500');
    const next = keyboard.page('> ');
    await delay(10);
    input.write('the next\n');
    expect(await next).toBe('the next');
  });

  it('is not read before somebody asks, and not held open after', async () => {
    const { input, keyboard } = open(false);
    input.write('early\n');
    keyboard.close();
    expect(input.readableFlowing).toBeNull();
    expect(await keyboard.line('')).toBe('early');
    keyboard.close();
    expect(await keyboard.line('')).toBeUndefined();
  });
});

describe('a terminal', () => {
  it('shows what is typed, but nothing of what is typed hidden', async () => {
    const { input, keyboard, shown } = open(true);
    const secret = keyboard.line('Secret: ', { isHidden: true });
    input.write('canary-secret\n');
    expect(await secret).toBe('canary-secret');
    const name = keyboard.line('Name: ');
    input.write('Aroha\n');
    expect(await name).toBe('Aroha');
    await delay(10);
    expect(shown()).toContain('Secret: \nName: ');
    expect(shown()).toContain('Aroha');
    expect(shown()).not.toContain('canary');
    keyboard.close();
  });

  it('shows nothing of a secret that is typed letter by letter, and mended', async () => {
    const { input, keyboard, shown } = open(true);
    const secret = keyboard.line('Secret: ', { isHidden: true });
    for (const letter of 'canarx\u007fy!') input.write(letter);
    input.write('\r');
    expect(await secret).toBe('canary!');
    await delay(10);
    expect(shown()).toBe('Secret: \n');
    keyboard.close();
  });

  it('does not bring a secret back as the line before', async () => {
    const { input, keyboard, shown } = open(true);
    const secret = keyboard.line('Secret: ', { isHidden: true });
    input.write('canary-secret\r');
    await secret;
    const next = keyboard.line('> ');
    input.write('\u001b[A\r');
    expect(await next).toBe('');
    expect(shown()).not.toContain('canary');
    keyboard.close();
  });
});
