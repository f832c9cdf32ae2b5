import { z } from 'zod';

/**
 * Imported before anything that parses: zod's just-in-time compiler probes `new Function` once, which the content
 * security policy forbids and reports.
 */
z.config({ jitless: true });
