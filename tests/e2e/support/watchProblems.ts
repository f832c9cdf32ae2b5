import type { ChildProcess } from 'node:child_process';
import type { Page } from '@playwright/test';

/** Messages of the page that are no fault of ours. */
const harmless = [/ResizeObserver loop/];

/** What must never be heard from a process of the application. */
const alarming = [/GLib-GObject/, /G_IS_OBJECT/, /Unexpected (error|rejection)/, /The page of the window/, /FATAL/];

/**
 * Everything that went wrong without failing anything: errors on the console, uncaught exceptions, content that the
 * policy refused, alarming words on stderr. Tests end by finding it empty.
 */
export class Problems {
  readonly all: string[] = [];
  private readonly expected: RegExp[] = [];

  /** From now on, this is what the test provokes. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  note(text: string): void {
    if ([...harmless, ...this.expected].some((pattern) => pattern.test(text))) return;
    this.all.push(text);
  }

  watchProcess(child: ChildProcess): void {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (alarming.some((pattern) => pattern.test(line))) this.note(line);
    });
  }

  watchPage(page: Page): void {
    page.on('console', (message) => {
      const place = message.location().url;
      if (message.type() === 'error') this.note(`console: ${message.text()} (${place})`);
      if (message.text().includes('Content Security Policy')) this.note(`policy: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.note(`page: ${error.message}`));
    page.on('crash', () => this.note('the page crashed'));
  }
}
