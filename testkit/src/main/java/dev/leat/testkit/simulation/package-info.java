/**
 * A source, a network and a destination in one thread and in virtual time, for a great many
 * histories of what can go wrong between them.
 *
 * <p>Here: the model of a source that is its own oracle, a history as data, what runs a walk
 * through one and judges it, what shrinks a history that fails. Not here: which strategy is driven
 * through them, or sockets.
 */
package dev.leat.testkit.simulation;
