/**
 * What every platform that starts a connector as a process and reads its lines has in common.
 *
 * <p>Here: the command line, the files that a platform hands over, lines that go out whole, reading
 * table by table, and the folder that a connector is shipped in. Not here: any platform's messages
 * ({@code host.airbyte}, {@code host.singer}), or how a table is walked ({@code sdk.walk}).
 */
package dev.leat.host.process;
