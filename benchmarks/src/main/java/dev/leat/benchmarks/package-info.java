/**
 * What the claims about speed are measured with: the rows, and how their content is proved. The
 * workloads themselves, which start whole processes, are in {@code benchmarks/run}. Never released.
 */
package dev.leat.benchmarks;
