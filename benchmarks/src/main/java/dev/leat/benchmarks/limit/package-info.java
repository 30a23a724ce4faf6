/**
 * What the machine and the libraries allow: the least that any client of the same work must spend.
 */
package dev.leat.benchmarks.limit;
