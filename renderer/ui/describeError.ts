interface ErrorLike {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly details?: Record<string, unknown> | undefined;
}

/** An error as plain text for the clipboard: message, remedy, code, and details where there are any. */
export function describeError(error: ErrorLike): string {
  const lines = [error.message];
  if (error.remedy) lines.push(error.remedy);
  lines.push(`Code: ${error.code}`);
  if (error.details && Object.keys(error.details).length > 0) lines.push(JSON.stringify(error.details, null, 2));
  return lines.join('\n');
}
