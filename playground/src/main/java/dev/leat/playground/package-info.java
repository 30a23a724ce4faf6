/**
 * A local HTTP API with the endpoints that the example connectors read, able to misbehave on
 * purpose. Nothing here knows Leat's contract: a source never does.
 */
package dev.leat.playground;
