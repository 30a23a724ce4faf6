/** Connectors and readers that the workloads need and that no user would want. */
package dev.leat.benchmarks.connector;
