/**
 * What the engine asks of a destination.
 *
 * <p>Here: the seam and the values that cross it. Not here: any destination.
 */
package dev.leat.engine.destination;
