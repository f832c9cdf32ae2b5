export interface TourStep {
  /** Selectors of what it speaks of: the first that is on the screen is pointed at. */
  readonly targets: readonly string[];
  readonly title: string;
  readonly text: string;
  /** What does it without a mouse. */
  readonly keys: readonly { readonly keys: string; readonly what: string }[];
  /** Where the card stands; `inside` what it speaks of, when that is most of the window. */
  readonly side: 'inside' | 'top' | 'right' | 'bottom' | 'left';
}

/** The canvas in five steps, in the order in which a workflow comes about. */
export const tourSteps: readonly TourStep[] = [
  {
    targets: ['[data-region=palette]', '[data-tour=add]'],
    title: 'Add nodes',
    text: 'Every step of a render is a node. Choose one from the palette, or press Tab and type its name: it is put where the pointer is.',
    keys: [
      { keys: 'Tab', what: 'add node' },
      { keys: 'Ctrl+Z', what: 'undo anything' },
    ],
    side: 'right',
  },
  {
    targets: ['[data-canvas-drawing]'],
    title: 'Connect them',
    text: 'Drag from a port. Ports that fit stay bright, all others dim. Drop a wire on the empty canvas to add a node that fits; Alt+click cuts a wire.',
    keys: [
      { keys: 'Ctrl+→', what: 'walk along wires' },
      { keys: 'L', what: 'auto-align' },
    ],
    side: 'inside',
  },
  {
    // In a narrow window the inspector lies behind its button.
    targets: ['[data-region=aside]', '[data-tour=inspector]'],
    title: 'Set them up',
    text: 'The selected node shows its settings here. A dot marks what is not at its default. Run to here runs the graph up to that node and shows the picture at it.',
    keys: [
      { keys: 'Enter', what: 'inspect' },
      { keys: 'Shift+Enter', what: 'run to here' },
    ],
    side: 'left',
  },
  {
    targets: ['[data-region=strip]'],
    title: 'Check and dispatch',
    text: 'Preflight finds what would fail, dry run says what would be reused. The mode decides who delivers: legacy the fixed pipeline, graph this workflow, shadow both to compare them.',
    keys: [{ keys: 'Ctrl+Enter', what: 'dispatch' }],
    side: 'bottom',
  },
  {
    targets: ['[data-region=bottom]'],
    title: 'See what happens',
    text: 'Problems lead to the node and the setting. Timeline and log follow the run that the nodes show. History compares revisions and brings one back.',
    keys: [{ keys: 'F8', what: 'next problem' }],
    side: 'top',
  },
];
