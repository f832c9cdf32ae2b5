/*
 * Arranges graphs off the thread that draws. The engine finds itself in a worker and listens to messages of elk-api.js;
 * it is a chunk of its own, as its licence (EPL-2.0) is not that of the rest.
 */
import 'elkjs/lib/elk-worker.min.js';
