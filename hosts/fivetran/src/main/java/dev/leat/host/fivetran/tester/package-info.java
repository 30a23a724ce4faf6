/**
 * Fivetran's side of the contract, to try a server of it: ours, or one in any language.
 *
 * <p>Here: the client, the rules that a server's stream must keep, and a store that holds what
 * Fivetran would. Not here: anything of our own server ({@link dev.leat.host.fivetran}); the two
 * share the messages and the limits only.
 */
package dev.leat.host.fivetran.tester;
