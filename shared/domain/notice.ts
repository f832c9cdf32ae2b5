import { z } from 'zod';

/** An in-app notification; the operating system shows the same words. */
export const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum(['delivered', 'failed', 'parked', 'info']),
  title: z.string(),
  body: z.string(),
  runId: z.string().nullable(),
  productId: z.string().nullable(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;
