/** How the pictures of several camera angles become one. */
export const angleSheet = { mode: 'sheet', columns: 0, gap: 16, background: '#ffffff' } as const;
