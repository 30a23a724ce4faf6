/**
 * The source of the workloads: the five endpoints of the playground over pages that lie ready in
 * memory, fast enough that what is measured is the client.
 */
package dev.leat.benchmarks.server;
