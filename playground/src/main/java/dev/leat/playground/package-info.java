/**
 * A local HTTP API with seeded fake people, and fake issues of a repository, at the endpoints that
 * the example connectors read, able to misbehave on purpose.
 *
 * <p>{@link dev.leat.playground.Playground} is the running server, {@link
 * dev.leat.playground.PlaygroundOptions} how it behaves all along, {@link
 * dev.leat.playground.Faults} what goes wrong with single requests, and {@link
 * dev.leat.playground.People} and {@link dev.leat.playground.Issues} the tables behind it: the
 * oracle of a test, and the way to change rows between two pages.
 *
 * <p>Nothing here knows Leat's contract: a source never does. Reading these endpoints without
 * losing a row belongs to the connectors; a command to start the server belongs to the command
 * line.
 */
package dev.leat.playground;
