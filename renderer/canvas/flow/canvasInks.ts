import { portTypeSchema } from '../../../shared/domain/portType.ts';
import type { Status } from '../../ui/status.ts';

/** The colours of the theme, for what is painted and not styled. */
export interface CanvasInks {
  readonly font: string;
  readonly raised: string;
  readonly block: string;
  readonly panel: string;
  readonly line: string;
  readonly frame: string;
  readonly note: string;
  readonly text: string;
  readonly textSoft: string;
  readonly select: string;
  /** Around the part of the document that is in view, on the minimap. */
  readonly seen: string;
  readonly ports: Readonly<Record<string, string>>;
  /** Of a status: its colour, and the fill of a block that has it. */
  readonly status: Readonly<Record<Status, { readonly ink: string; readonly fill: string }>>;
}

export function readInks(element: Element): CanvasInks {
  const style = getComputedStyle(element);
  const ink = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const pass = { ink: ink('pass'), fill: ink('pass-soft') };
  const warn = { ink: ink('warn'), fill: ink('warn-soft') };
  const plain = { ink: ink('tx-3'), fill: ink('bg-active') };
  return {
    font: ink('font-ui'),
    ...{ raised: ink('bg-raised'), block: ink('bg-active'), panel: ink('bg-panel') },
    ...{ line: ink('line-2'), frame: ink('line-ctl'), note: ink('warn-soft') },
    ...{ text: ink('tx-1'), textSoft: ink('tx-2'), select: ink('select'), seen: ink('tx-3') },
    ports: Object.fromEntries(portTypeSchema.options.map((type) => [type, ink(`p-${type}`)])),
    status: {
      ...{ pass, reused: pass, warn, fallback: warn, parked: warn },
      fail: { ink: ink('fail'), fill: ink('fail-soft') },
      running: { ink: ink('run'), fill: ink('run-soft') },
      ...{ inconclusive: plain, waiting: plain, skipped: plain, info: plain },
    },
  };
}

/** Hears of it when the theme becomes another one. Returns what stops it. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
