/** Proves that what a workload delivered is what the source holds: no figure without it. */
package dev.leat.benchmarks.check;
