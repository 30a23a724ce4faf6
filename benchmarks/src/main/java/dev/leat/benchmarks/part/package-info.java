/** What each part of a row's way costs alone, by JMH: {@code benchmarks/run jmh}. */
package dev.leat.benchmarks.part;
