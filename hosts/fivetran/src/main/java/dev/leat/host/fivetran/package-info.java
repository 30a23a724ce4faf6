/**
 * A connector behind Fivetran's gRPC contract: Fivetran is the client, the connector the server.
 *
 * <p>Here: the four methods of {@code fivetran_sdk.v2.SourceConnector}, what a setting, a column, a
 * row and a failure become there, and the flow of one sync. Not here: the messages themselves
 * ({@code wire}), Fivetran's own side, for tests ({@code tester}), or anything of a source.
 */
package dev.leat.host.fivetran;
